using System.CommandLine;
using OtaTools.Core;
using OtaTools.Core.Firmware.Signing;
using OtaTools.Server.Rpc;

namespace OtaTools.Server.Cli;

internal static class VerifyCommand
{
    public static Command Create(CommonOptions options, CommandLineConsole console)
    {
        var file = new Argument<string>("IMAGE") { Description = Messages.ArgumentFirmware() };
        var key = new Option<string>("--key") { Description = Messages.OptionVerifyingKey(), HelpName = "FILE", Required = true };
        var command = new Command("verify", Messages.VerifyDescription()) { file, key, options.Json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var path = parsed.GetRequiredValue(file);
            var trusted = PublicKey.Parse(KeyFiles.Read(parsed.GetRequiredValue(key)));
            var verdict = await ImageSigning.VerifyAsync(path, trusted, cancellationToken);
            var name = Path.GetFileName(path);
            console.Out(parsed.GetValue(options.Json)
                ? ContractSerializer.ToLine(new { file = name, valid = verdict.Why is null, why = verdict.Why, sequence = verdict.Sequence, fingerprint = trusted.Fingerprint })
                : verdict.Why is { } why ? Messages.ImageNotTrusted(name, why) : Messages.ImageTrusted(name, trusted.Fingerprint, verdict.Sequence!));
            return verdict.Why is null ? ExitCode.Ok : ExitCode.Of(ErrorCode.FirmwareUnusable);
        });
        return command;
    }
}
