namespace OtaTools.Core.Device.RawRepl;

/// <summary>Why nobody got in, from what the board said: a pure function.</summary>
internal static class EntryDiagnosis
{
    /// <summary>Starts that are no accident any more, besides the one that opening the port may cause.</summary>
    private const int ManyStarts = 3;

    private const int EvidenceLength = 1024;

    /// <summary>A reset would be of no use, or meet a device that is not meant.</summary>
    public static bool IsForeign(EntryEvidence seen) =>
        !seen.IsMicroPython && (seen.IsEcho || seen.IsOtherFirmware || EntrySigns.IsUnreadable(seen.Tail));

    /// <param name="resets">How often the reset line was pulsed.</param>
    public static OtaToolsException Of(EntryEvidence seen, TimeSpan timeout, int resets)
    {
        var (code, sentence) = Name(seen, Math.Max(1, (int)timeout.TotalSeconds), resets);
        return new OtaToolsException(code, sentence) { Evidence = seen.Tail.Length == 0 ? null : Printable.Tail(seen.Tail, EvidenceLength) };
    }

    private static (ErrorCode Code, string Sentence) Name(EntryEvidence seen, int seconds, int resets)
    {
        var last = Printable.Tail(seen.Tail);
        return seen switch
        {
            { IsOnTrial: true } => (ErrorCode.DeviceNotInterruptible, Strings.BoardKeepsCtrlCOnTrial()),
            { Tail.Length: 0 } => (ErrorCode.DeviceNoAnswer, Strings.BoardSilent(seconds)),
            { InDownloadMode: true } => (ErrorCode.DeviceInDownloadMode, Strings.BoardInDownloadMode()),
            { LastReset: "DEEPSLEEP_RESET" } when !IsForeign(seen) => (ErrorCode.DeviceNotInterruptible, Strings.BoardSleeps(seconds)),
            _ when seen.Starts >= ManyStarts + resets => (ErrorCode.DeviceNoAnswer, Strings.BoardRestarts(seen.Trouble?.Trim() ?? seen.LastReset)),
            { Prompts: > 0 } => (ErrorCode.DeviceProtocol, Strings.BoardPromptOnly(last)),
            { IsMicroPython: true } => KeepsCtrlC(last, resets),
            _ when EntrySigns.IsUnreadable(seen.Tail) => (ErrorCode.DeviceNotMicroPython, Strings.BoardUnreadable(last)),
            { IsEcho: true } => (ErrorCode.DeviceNotMicroPython, Strings.BoardEchoes()),
            { IsOtherFirmware: true } => (ErrorCode.DeviceNotMicroPython, Strings.BoardNotMicroPython(last)),
            _ => KeepsCtrlC(last, resets),
        };
    }

    private static (ErrorCode Code, string Sentence) KeepsCtrlC(string last, int resets) =>
        (ErrorCode.DeviceNotInterruptible, resets == 0 ? Strings.BoardKeepsCtrlC(last) : Strings.BoardKeepsCtrlCAfterReset(last));
}
