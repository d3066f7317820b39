using System.CommandLine;
using OtaTools.Core.Firmware.Signing;
using OtaTools.Server.Rpc;

namespace OtaTools.Server.Cli;

internal static class KeygenCommand
{
    public static Command Create(CommonOptions options, CommandLineConsole console)
    {
        var bits = new Option<int>("--bits") { Description = Messages.OptionBits(), DefaultValueFactory = _ => SigningKey.DefaultBits };
        var command = new Command("keygen", Messages.KeygenDescription()) { options.KeyName, bits, options.Json };
        command.SetAction(parsed =>
        {
            using var key = SigningKey.Generate(parsed.GetValue(bits));
            var (privatePath, publicPath) = KeyFiles.Write(parsed.GetRequiredValue(options.KeyName), key, Environment.GetEnvironmentVariable(KeyPassphrase.Variable));
            var fingerprint = key.PublicKey.Fingerprint;
            console.Out(parsed.GetValue(options.Json)
                ? ContractSerializer.ToLine(new { privateKey = privatePath, publicKey = publicPath, fingerprint })
                : Messages.KeyWritten(privatePath, publicPath, fingerprint));
            return ExitCode.Ok;
        });
        return command;
    }
}
