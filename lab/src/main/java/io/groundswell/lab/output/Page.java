package io.groundswell.lab.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A page with plots and tables that needs nothing but itself: style, scripts and data are in it. It
 * follows the reader's colour scheme.
 */
public final class Page {

  private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

  private Page() {}

  /**
   * The page.
   *
   * @param title of the window
   * @param owner whose resource the script is
   * @param script makes the page out of {@code data}, with the functions of {@code plots.js}
   * @param data for the script
   */
  public static String html(String title, Class<?> owner, String script, JsonNode data) {
    return resource(Page.class, "page.html")
        .replace("/*title*/", title)
        .replace("/*uplot.css*/", resource(Page.class, UPLOT + "uPlot.min.css"))
        .replace("/*page.css*/", resource(Page.class, "page.css"))
        .replace("/*uplot.js*/", resource(Page.class, UPLOT + "uPlot.iife.min.js"))
        .replace("/*page.js*/", resource(Page.class, "plots.js") + resource(owner, script))
        .replace("/*data*/null", harmless(data));
  }

  /** Can't end the script that it is in, whatever names hold. */
  private static String harmless(JsonNode data) {
    return data.toString().replace("<", "\\u003c");
  }

  private static String resource(Class<?> owner, String name) {
    try (InputStream in = owner.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the lab's jar lacks " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
