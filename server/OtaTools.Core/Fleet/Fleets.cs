using System.Collections.Concurrent;
using OtaTools.Core.Fleet.Storage;

namespace OtaTools.Core.Fleet;

/// <summary>One fleet a folder, shared by all of this process who ask for it.</summary>
public sealed class Fleets(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, BoardFleet> fleets = new(FleetRecords.IgnoresCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);

    public Fleets()
        : this(TimeProvider.System)
    {
    }

    /// <summary>A sentence for a log; called from any thread.</summary>
    public event Action<string>? Noted;

    /// <param name="root">A folder, whether it is there or not.</param>
    public BoardFleet Of(string root) => fleets.GetOrAdd(
        Path.TrimEndingDirectorySeparator(Path.GetFullPath(root)), path => new BoardFleet(path, clock, note => Noted?.Invoke(note)));
}
