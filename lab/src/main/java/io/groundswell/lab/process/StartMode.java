package io.groundswell.lab.process;

import io.groundswell.lab.LabException;
import io.groundswell.lab.app.Application;
import java.util.Locale;

/** How a replica's process is started. */
public enum StartMode {
  /** A native executable. */
  NATIVE,
  /** A JVM with an AOT cache that was recorded while the application did real work. */
  AOT,
  /** A JVM as it is. */
  JVM;

  /** The fastest that the application's last build was for. */
  public static StartMode fastest(Application application) {
    return application.isNativeUpToDate() ? NATIVE : AOT;
  }

  /**
   * Says whether the application can be started so.
   *
   * @throws LabException if it wasn't built for it
   */
  public StartMode require(Application application) {
    if (this == NATIVE && application.nativeExecutable().isEmpty()) {
      throw new LabException(
          "--start-mode native: "
              + application.directory()
              + " has no native executable: build one by 'mvn package -Dnative', or take aot or"
              + " jvm");
    }
    if (this != NATIVE && application.jar().isEmpty()) {
      throw new LabException(
          "--start-mode " + this + ": " + application.directory() + " was built without a jar");
    }
    return this;
  }

  /** As it is written in options and summaries. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
