namespace OtaTools.Core.Fleet;

/// <summary>What is to be said of a fleet's records, each sentence once in a while: what cannot be written now cannot be a second later.</summary>
internal sealed class FleetNotes(TimeProvider clock, Action<string> note)
{
    private static readonly TimeSpan Again = TimeSpan.FromHours(1);

    /// <summary>Above this what was said is forgotten.</summary>
    private const int Most = 100;

    private readonly Dictionary<string, DateTimeOffset> said = new(StringComparer.Ordinal);

    public void Say(string sentence)
    {
        lock (said)
        {
            var now = clock.GetUtcNow();
            if (said.TryGetValue(sentence, out var last) && (now - last).Duration() < Again)
            {
                return;
            }

            if (said.Count >= Most)
            {
                said.Clear();
            }

            said[sentence] = now;
        }

        note(sentence);
    }
}
