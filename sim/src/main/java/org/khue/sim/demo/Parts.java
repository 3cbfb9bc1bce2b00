package org.khue.sim.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The command lines of the parts, as the launcher would start them from a built project.
///
/// @param home the project's folder
public record Parts(Path home) {

  /// The project's folder as the launcher or the build gives it.
  public static Parts ofSystemProperties() {
    return new Parts(Path.of(System.getProperty("khue.home", ".")).toAbsolutePath().normalize());
  }

  /// What is missing of the build; empty if the parts can be started.
  public List<String> missing() {
    List<String> missing = new ArrayList<>();
    for (String part : List.of("cloud-api/server", "gateway")) {
      if (!Files.isDirectory(home.resolve(part).resolve("target/lib"))) {
        missing.add(part + "/target/lib");
      }
    }
    return missing;
  }

  /// @param temporary where the process keeps what libraries unpack; it must exist
  List<String> cloud(Path config, Path temporary) {
    return java(
        temporary,
        classPath("cloud-api/server"),
        List.of("-Xmx768m", "-Dmicronaut.config.files=" + config),
        "org.khue.cloud.CloudApplication");
  }

  /// With the options of a real installation, and with its start-up cache where one was made.
  public List<String> gateway(Path config, Path temporary) {
    return gateway(temporary, "--config", config.toString());
  }

  /// The gateway's search for devices that nobody has named, as JSON.
  public List<String> discover(Path config, Path temporary) {
    return gateway(temporary, "discover", "--config", config.toString(), "--json");
  }

  private List<String> gateway(Path temporary, String... arguments) {
    List<String> options = new ArrayList<>();
    options.add("@" + home.resolve("firmware-config/systemd/gateway.options"));
    Path target = home.resolve("gateway/target");
    Path cache = target.resolve("gateway.aot");
    Path jar = target.resolve("khue-gateway.jar");
    // One that was made for an earlier jar is of no use, and Java would say so on standard output.
    if (cache.toFile().lastModified() > jar.toFile().lastModified()) {
      options.add("-XX:AOTCache=" + cache);
    }
    return java(
        temporary,
        // A start-up cache holds for jars only, and for the same ones in the same order.
        target.resolve("khue-gateway.jar") + ":" + target.resolve("lib") + "/*",
        options,
        "org.khue.gateway.GatewayMain",
        arguments);
  }

  /// The simulator lives in this very module.
  public List<String> simulator(List<String> arguments, Path temporary) {
    List<String> all = new ArrayList<>(List.of("sim"));
    all.addAll(arguments);
    return java(
        temporary,
        System.getProperty("java.class.path", ""),
        List.of("-Xmx256m"),
        "org.khue.sim.KhueCommand",
        all.toArray(String[]::new));
  }

  private String classPath(String part) {
    Path target = home.resolve(part).resolve("target");
    return target.resolve("classes") + ":" + target.resolve("lib") + "/*";
  }

  private static List<String> java(
      Path temporary, String classPath, List<String> jvm, String main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-Dfile.encoding=UTF-8"));
    command.add("-Djava.io.tmpdir=" + temporary);
    command.addAll(jvm);
    command.addAll(List.of("-cp", classPath, main));
    command.addAll(List.of(arguments));
    return command;
  }
}
