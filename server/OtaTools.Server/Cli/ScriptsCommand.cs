using System.CommandLine;
using OtaTools.Core.Device;
using OtaTools.Core.Firmware.Scripts;
using OtaTools.Server.Rpc;

namespace OtaTools.Server.Cli;

/// <summary>The device scripts as files for a static server, from which boards renew them by themselves.</summary>
internal static class ScriptsCommand
{
    public static Command Create(CommonOptions options, CommandLineConsole console)
    {
        var folder = new Argument<string>("DIR") { Description = Messages.ArgumentScriptsFolder() };
        var key = new Option<string>("--key") { Description = Messages.OptionSigningKey(), HelpName = "FILE" };
        var sequence = new Option<long?>("--sequence") { Description = Messages.OptionScriptsSequence(), HelpName = "N" };
        var command = new Command("scripts", Messages.ScriptsDescription()) { folder, key, sequence, options.Json };
        command.SetAction(parsed =>
        {
            using var signing = parsed.GetValue(key) is { } file ? SignCommand.KeyOf(file, console) : null;
            var release = new ScriptRelease(
                DeviceScripts.Version,
                parsed.GetValue(sequence) ?? ScriptRelease.SequenceOf(DeviceScripts.Version),
                [.. DeviceScripts.Renewable.Select(script => new ScriptFile(script.Name, script.Content))]);
            var manifest = ScriptFolder.Write(parsed.GetRequiredValue(folder), release, signing);
            console.Out(parsed.GetValue(options.Json)
                ? ContractSerializer.ToLine(new WrittenRelease(manifest, release.Version, release.Sequence, release.Files.Count, signing?.PublicKey.Fingerprint))
                : Messages.ScriptsWritten(release.Files.Count, release.Version, release.Sequence, manifest));
            return ExitCode.Ok;
        });
        return command;
    }

    private sealed record WrittenRelease(string Manifest, string Version, long Sequence, int Files, string? Fingerprint);
}
