using OtaTools.Core;

namespace OtaTools.Server.Cli;

/// <summary>Which option mends a failure: Core's sentences are for editors as well and name none.</summary>
internal static class OptionHint
{
    /// <returns>A sentence, or null where no option helps.</returns>
    public static string? For(ErrorCode code) => code switch
    {
        ErrorCode.DeviceNotSelected => $"{Messages.HintOption("--device")}. {Messages.HintPorts()}",
        ErrorCode.DeviceNoAnswer => Messages.HintOption("--baud, --timeout"),
        ErrorCode.DeviceNotMicroPython => Messages.HintOption("--baud"),
        ErrorCode.DeviceNotInterruptible => Messages.HintOption("--timeout"),
        ErrorCode.BootPyForeign => Messages.HintOption("--boot-py hook, --boot-py replace, --boot-py keep"),
        ErrorCode.BoardFileNotFound => Messages.HintList(),
        ErrorCode.FirmwareNotAdvised => Messages.HintOption("--force"),
        ErrorCode.FirmwareFileExists => Messages.HintOption("--output, --force"),
        ErrorCode.PortInUse or ErrorCode.ServeFailed => Messages.HintOption("--port"),
        ErrorCode.BoardUnknown or ErrorCode.RolloutUnknown => Messages.HintOption("--root"),
        ErrorCode.NoAddress => Messages.HintOption("--address"),
        ErrorCode.SigningKeyExists => Messages.HintOption("--out"),
        ErrorCode.SigningKeyPassphrase => Messages.HintPassphrase(KeyPassphrase.Variable),
        ErrorCode.PublishUnsigned => Messages.HintOption("--key, --unsigned"),
        ErrorCode.ReleaseWithdrawn => Messages.HintOption("--force"),
        ErrorCode.StoreRegionWrong => Messages.HintOption("--region, --endpoint"),
        ErrorCode.StoreNotReachable or ErrorCode.StoreTls => Messages.HintOption("--endpoint"),
        ErrorCode.PublishNotReadable => Messages.HintOption("--public-url"),
        _ => null,
    };
}
