namespace OtaTools.Core.Device.Console;

/// <summary>What to do about a failure that the board reported: by the words of ota.py's own messages.</summary>
internal static class BoardAdvice
{
    private static readonly (string Words, Func<string> Advice)[] Known =
    [
        ("wrong password", Strings.AdvicePassword),
        ("no such network", Strings.AdviceNetwork),
        ("Wi-Fi '", Strings.AdviceNetwork),
        ("no address for host", Strings.AdviceHost),
        ("refuses the connection", Strings.AdviceServer),
        ("does not answer", Strings.AdviceServer),
        ("cannot be reached", Strings.AdviceServer),
        ("signed", Strings.AdviceSign),
        ("signature", Strings.AdviceSign),
        ("release: ", Strings.AdviceRelease),
        ("the release's image: ", Strings.AdviceRelease),
        ("holds no MicroPython", Strings.AdviceNotMicroPython),
        ("HTTP 404", Strings.AdviceMissing),
    ];

    public static string For(string failure) =>
        (Known.FirstOrDefault(known => failure.Contains(known.Words, StringComparison.Ordinal)).Advice ?? Strings.AdviceAgain)();
}
