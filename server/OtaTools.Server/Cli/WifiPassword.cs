using OtaTools.Core;

namespace OtaTools.Server.Cli;

/// <summary>Where the command line takes the Wi-Fi password from: never an argument, which every process of the computer could read.</summary>
internal static class WifiPassword
{
    public const string Variable = "OTATOOLS_WIFI_PASSWORD";

    /// <summary>The file that was named, else the environment variable, else a prompt; empty for an open network.</summary>
    /// <exception cref="OtaToolsException">The file cannot be read.</exception>
    public static string Get(FileInfo? file, string ssid, CommandLineConsole console)
    {
        if (file is not null)
        {
            try
            {
                return File.ReadLines(file.FullName).FirstOrDefault() ?? "";
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new OtaToolsException(ErrorCode.ConfigurationInvalid, Messages.PasswordFileUnreadable(file.FullName, e.Message), e);
            }
        }

        return Environment.GetEnvironmentVariable(Variable)
            ?? (console.CanAsk ? console.ReadSecret(Messages.PasswordPrompt(ssid)) : "");
    }
}
