using System.Globalization;
using OtaTools.Core.Fleet;
using OtaTools.Core.Fleet.Rollouts;

namespace OtaTools.Server.Cli;

/// <summary>A fleet as lines for a person.</summary>
internal static class FleetText
{
    private const string None = "-";

    public static IEnumerable<string> Lines(FleetSnapshot fleet)
    {
        if (fleet.Boards.Count > 0)
        {
            string[] head =
                [Messages.ColumnBoard(), Messages.ColumnName(), Messages.ColumnChip(), Messages.ColumnVersion(), Messages.ColumnSlot(), Messages.ColumnSignal(), Messages.ColumnSeen(), Messages.ColumnStatus()];
            foreach (var line in TextTable.Lines([head, .. fleet.Boards.Select(Row)]))
            {
                yield return line;
            }
        }

        foreach (var line in fleet.Rollouts.SelectMany(Lines))
        {
            yield return line;
        }
    }

    public static IEnumerable<string> Lines(RolloutState rollout)
    {
        yield return rollout.Summary;
        foreach (var failure in rollout.Failures)
        {
            yield return $"  {failure.Name ?? failure.Board}  {failure.Reason}";
        }
    }

    private static string[] Row(FleetBoard board) =>
    [
        board.Id,
        board.Name ?? None,
        board.Chip ?? None,
        board.Version ?? None,
        board.Slot ?? None,
        board.Rssi is { } rssi ? $"{rssi} dBm" : None,
        board.LastSeen.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        board.Summary,
    ];
}
