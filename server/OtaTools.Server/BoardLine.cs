using System.Globalization;
using OtaTools.Core.Serving;

namespace OtaTools.Server;

/// <summary>What is new about a board, in one line beside those of <see cref="TransferLine"/>.</summary>
internal static class BoardLine
{
    private const int LongestPath = 200;

    /// <param name="before">Null for a board that was not known.</param>
    /// <returns>Null where nothing is worth a line.</returns>
    public static string? Of(Board now, Board? before)
    {
        if (now.Mac is null)
        {
            return null; // A program that tells nothing of itself; the line of its request says all there is.
        }

        var news = string.Join(" · ", new[] { Runs(now, before), Offer(now, before), Outcome(now, before) }.Where(part => part is not null));
        return news.Length == 0 ? null : $"{now.LastSeen.ToLocalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture)} {now.Id} {news}";
    }

    private static string? Runs(Board now, Board? before) => now switch
    {
        { Version: null } => null,
        _ when (now.Version, now.Slot, now.State, now.Image) == (before?.Version, before?.Slot, before?.State, before?.Image) => null,
        { Slot: null } => Messages.BoardRuns(now.Version),
        { State: Board.OnTrial } => Messages.BoardTries(now.Version, now.Slot),
        _ => Messages.BoardRunsFrom(now.Version, now.Slot),
    };

    private static string? Offer(Board now, Board? before) => now.Offered switch
    {
        null => null,
        var offer when offer == before?.Offered => null,
        var offer when offer.Image == now.Image => Messages.BoardHasOffer(Path(offer)),
        { Version: { } version } offer => Messages.BoardOffered(version, Path(offer)),
        var offer => Messages.BoardOfferedFile(Path(offer)),
    };

    private static string? Outcome(Board now, Board? before) =>
        now.Outcome is { } outcome && (outcome.Result, outcome.Image, outcome.Reason) != (before?.Outcome?.Result, before?.Outcome?.Image, before?.Outcome?.Reason)
            ? Sentence(outcome)
            : null;

    private static string Sentence(BoardOutcome outcome)
    {
        var image = outcome.Version ?? outcome.Image ?? Messages.BoardSomeImage();
        var reason = outcome.Reason ?? Messages.BoardNoReason();
        return outcome.Result switch
        {
            BoardResult.Updated => Messages.BoardUpdated(image),
            BoardResult.Refused => Messages.BoardRefused(image, reason),
            BoardResult.Failed => Messages.BoardFailed(image, reason),
            BoardResult.RolledBack => Messages.BoardRolledBack(image, reason),
            _ => Messages.BoardLeftAlone(image, reason),
        };
    }

    private static string Path(BoardOffer offer) => ForeignText.Printable(offer.Path, LongestPath);
}
