using OtaTools.Core.Firmware.Signing;

namespace OtaTools.Server.Cli;

/// <summary>Where the command line takes a private key's passphrase from: never an argument.</summary>
internal static class KeyPassphrase
{
    public const string Variable = "OTATOOLS_KEY_PASSPHRASE";

    public static string? Of(string pem, string path, CommandLineConsole console) =>
        !SigningKey.IsEncrypted(pem) ? null
        : Environment.GetEnvironmentVariable(Variable) ?? (console.CanAsk ? console.ReadSecret(Messages.PassphrasePrompt(path)) : null);
}
