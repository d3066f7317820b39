using OtaTools.Core;

namespace OtaTools.Server.Cli;

/// <summary>Exit codes of the command line; they never change (README, "Exit codes").</summary>
internal static class ExitCode
{
    public const int Ok = 0;
    public const int Unexpected = 1;
    public const int Usage = 2;
    public const int Interrupted = 130;

    /// <summary>`inspect` alone: a file should not be sent.</summary>
    public const int Problems = 1;

    /// <summary>`inspect` alone: there was a file that cannot be read, or none at all.</summary>
    public const int Unreadable = 2;

    /// <summary>3 the link, 4 the board's side, 5 the firmware file, 6 serving, 7 the update, 8 the configuration, 9 keys and signatures, 10 publishing, 11 the fleet, 12 the way from the board to the server.</summary>
    public static int Of(ErrorCode code) => ((int)code / 100) - 8;
}
