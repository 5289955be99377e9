package io.groundswell.brokers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder of an embedded broker: for its owner's eyes only, and for one broker at a time. */
final class DataFolder {

  private DataFolder() {}

  /** Makes the folder if it is missing. */
  static void make(Path folder) {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder);
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
          Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
      }
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }

  /** Holds the folder until the channel is closed or the process ends. */
  static FileChannel lock(Path folder) {
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              folder.resolve("broker.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() != null) {
        return channel;
      }
      channel.close();
      throw inUse(folder, null);
    } catch (OverlappingFileLockException e) {
      closeQuietly(channel);
      throw inUse(folder, e);
    } catch (IOException e) {
      closeQuietly(channel);
      throw unusable(folder, e);
    }
  }

  /** Gives a folder free again. */
  static void unlock(FileChannel lock) {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BrokerException unusable(Path folder, IOException e) {
    return new BrokerException("data folder " + folder + " can't be used: " + e, e);
  }

  private static BrokerException inUse(Path folder, Exception cause) {
    return new BrokerException(
        "data folder " + folder + " is in use by another broker: stop it, or choose another folder",
        cause);
  }

  private static void closeQuietly(FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      // The reason for giving up is already on its way to the caller.
    }
  }
}
