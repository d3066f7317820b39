namespace OtaTools.Core.Connection;

/// <summary>A diagnosis in words.</summary>
internal static class ReportText
{
    public static ConnectionReport Of(Evidence seen, Diagnosis found)
    {
        var asked = seen.Asked;
        return new ConnectionReport(
            found.Cause == ConnectionCause.Ok,
            found.Cause,
            CauseText.Of(seen, found),
            FixText.Of(seen, found),
            SightingText.Of(seen),
            asked is { Own: not null } ? asked.Host : null,
            asked?.Url,
            Remedies(found.Cause));
    }

    private static IReadOnlyList<ConnectionRemedy> Remedies(ConnectionCause cause) => cause switch
    {
        ConnectionCause.NoConfiguration or ConnectionCause.NoSuchNetwork or ConnectionCause.WrongPassword => [ConnectionRemedy.ConfigureWifi, ConnectionRemedy.UploadScripts],
        ConnectionCause.WrongInterface => [ConnectionRemedy.ChooseAddress, ConnectionRemedy.UploadScripts],
        ConnectionCause.ServerNotRunning => [ConnectionRemedy.StartServing],
        ConnectionCause.StaleAddress or ConnectionCause.WrongPort => [ConnectionRemedy.UploadScripts, ConnectionRemedy.ChooseAddress],
        ConnectionCause.NameNotFound => [ConnectionRemedy.UploadScripts],
        ConnectionCause.AnotherProgram => [ConnectionRemedy.OpenSettings],
        ConnectionCause.ContainerBetween or ConnectionCause.WslBetween or ConnectionCause.VirtualMachineBetween or ConnectionCause.RemoteBetween =>
            [ConnectionRemedy.OpenSettings, ConnectionRemedy.ChooseAddress],
        ConnectionCause.AnotherSubnet => [ConnectionRemedy.ChooseAddress, ConnectionRemedy.ConfigureWifi],
        _ => [],
    };
}
