using System.Diagnostics.CodeAnalysis;

namespace OtaTools.Server.Cli;

/// <summary>stdin and stdout as bytes, for the protocol alone.</summary>
[SuppressMessage("ApiDesign", "RS0030:Do not use banned APIs", Justification = "Opened once, for the protocol.")]
internal static class StandardStreams
{
    public static Stream OpenInput() => Console.OpenStandardInput();

    public static Stream OpenOutput() => Console.OpenStandardOutput();
}
