package io.groundswell.keda.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The blocks of docs/keda.md that tests run, or hold against what was run. */
final class Documentation {

  private static final Path FILE = Path.of("../../docs/keda.md").toAbsolutePath();

  private Documentation() {}

  /** The settings in a block. */
  static Properties settings(String block) throws IOException {
    Properties settings = new Properties();
    settings.load(new StringReader(find(block, Files.readString(FILE)).group(2)));
    return settings;
  }

  /** Holds a block against what it should be; {@code -Dgolden=update} writes it anew. */
  static void assertMatches(String block, String actual) throws IOException {
    String text = Files.readString(FILE);
    if ("update".equals(System.getProperty("golden"))) {
      Matcher found = find(block, text);
      text = text.substring(0, found.start(2)) + actual + text.substring(found.end(2));
      Files.writeString(FILE, text);
    }
    assertThat(find(block, text).group(2)).as("docs/keda.md, block %s", block).isEqualTo(actual);
  }

  private static Matcher find(String block, String text) {
    Matcher matcher =
        Pattern.compile("<!-- block: " + Pattern.quote(block) + " -->\n(```[a-z]*\n)((?s:.*?))```")
            .matcher(text);
    assertThat(matcher.find()).as("docs/keda.md has a block %s", block).isTrue();
    return matcher;
  }
}
