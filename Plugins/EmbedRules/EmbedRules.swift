import Foundation
import PackagePlugin

/// Compiles the packs of the folder `rules` into a Swift file of the target that uses the plugin.
///
/// The target has a symbolic link to the folder: the build system asks a plugin anew only when something below a
/// target's folder has changed, and would otherwise stumble over the inputs of yesterday.
@main
struct EmbedRules: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let rules = context.package.directoryURL.appending(path: "rules")
    // Every file and folder is an input, so that a rule changed, added or deleted builds the packs anew.
    var inputs: [URL] = [rules]
    if let walk = FileManager.default.enumerator(at: rules, includingPropertiesForKeys: nil) {
      for case let url as URL in walk { inputs.append(url) }
    }
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedPacks.swift")
    return [
      .buildCommand(
        displayName: "Compiling the rule packs", executable: try context.tool(named: "PackCompiler").url,
        arguments: [rules.path(), output.path()], inputFiles: inputs, outputFiles: [output])
    ]
  }
}
