using System.Net;
using OtaTools.Core.Connection;
using OtaTools.Core.Device;
using OtaTools.Core.Serving;
using OtaTools.Core.Serving.Surrounding;

namespace OtaTools.Core.Updating;

/// <summary>A board that never asked the server it was sent to: the check of the connection finds out why.</summary>
internal sealed class UnreachedServer(DeviceSession session, FirmwareHost host, string? mac)
{
    /// <summary>Words of ota_net.py where a board has joined and the server is what fails; of the rest they say the cause themselves.</summary>
    private static readonly string[] Telling = ["server ", "no answer, status"];

    private int requests;

    /// <summary>Any request of this board is a sign that the way is open.</summary>
    public void Count(Transfer transfer)
    {
        if (mac is null || transfer.Board.Equals(mac, StringComparison.OrdinalIgnoreCase))
        {
            Interlocked.Increment(ref requests);
        }
    }

    /// <summary>Whether a failed update is one where a check can tell more. A board that may be at its trial is not interrupted.</summary>
    public bool MayExplain(OtaToolsException failure, bool isBeforeTrial) =>
        isBeforeTrial
        && Volatile.Read(ref requests) == 0
        && (failure.Code == ErrorCode.UpdateTimedOut
            || (failure.Code == ErrorCode.UpdateFailed && Telling.Any(words => failure.Evidence?.Contains(words, StringComparison.Ordinal) == true)));

    /// <returns>The failure with its cause; where none is found, the one that it was.</returns>
    public async Task<OtaToolsException> ExplainAsync(OtaToolsException failure, UpdateRequest request, IPAddress address, IProgress<UpdateProgress> progress, CancellationToken cancellationToken)
    {
        progress.Report(new(UpdateStage.Joining, null, Strings.StageChecking()));
        try
        {
            var report = await new ConnectionCheck(session).RunAsync(
                new CheckRequest(host, host.Port, address, request.Around ?? Surroundings.Look(remoteName: null), IsServerExpected: true, request.EnterTimeout),
                new InPlaceProgress<string>(message => progress.Report(new(UpdateStage.Joining, null, message))),
                cancellationToken);
            return report.Cause is ConnectionCause.Ok or ConnectionCause.Unknown
                ? failure
                : new OtaToolsException(ErrorCode.BoardCannotReachServer, report.Fix is { } fix ? $"{report.Message} {fix}" : report.Message, failure)
                {
                    Evidence = string.Join('\n', [.. failure.Evidence is { } evidence ? [evidence] : Array.Empty<string>(), .. report.Sides.Select(side => $"{side.What}: {side.Seen}")]),
                    Connection = report,
                };
        }
        catch (OtaToolsException)
        {
            return failure; // that the board cannot be asked either says less
        }
    }
}
