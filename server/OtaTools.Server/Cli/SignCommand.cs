using System.CommandLine;
using OtaTools.Core.Firmware.Signing;
using OtaTools.Server.Features.Signing;
using OtaTools.Server.Rpc;

namespace OtaTools.Server.Cli;

internal static class SignCommand
{
    public static Command Create(CommonOptions options, CommandLineConsole console)
    {
        var file = new Argument<string>("IMAGE") { Description = Messages.ArgumentFirmware() };
        var key = new Option<string>("--key") { Description = Messages.OptionSigningKey(), HelpName = "FILE", Required = true };
        var sequence = new Option<long?>("--sequence") { Description = Messages.OptionSequence(), HelpName = "N" };
        var command = new Command("sign", Messages.SignDescription()) { file, key, sequence, options.Json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var signing = KeyOf(parsed.GetRequiredValue(key), console);
            var signed = await ImageSigning.SignAsync(parsed.GetRequiredValue(file), signing, parsed.GetValue(sequence), TimeProvider.System, cancellationToken);
            console.Out(parsed.GetValue(options.Json)
                ? ContractSerializer.ToLine(new SignResult(signed.Path, signed.Sequence, signed.Fingerprint))
                : Messages.ImageSigned(signed.Path, signed.Sequence, signed.Fingerprint));
            return ExitCode.Ok;
        });
        return command;
    }

    /// <summary>The private key of a file, its passphrase asked for where it needs one.</summary>
    internal static SigningKey KeyOf(string path, CommandLineConsole console)
    {
        var pem = KeyFiles.Read(path);
        if (KeyFiles.IsOpenToOthers(path))
        {
            console.Note(Messages.KeyOpenToOthers(path));
        }

        return SigningKey.FromPem(pem, KeyPassphrase.Of(pem, path, console));
    }
}
