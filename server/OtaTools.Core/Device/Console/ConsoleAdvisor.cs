using System.Buffers;

namespace OtaTools.Core.Device.Console;

/// <param name="Line">As the board printed it, without control sequences.</param>
/// <param name="Text">What it means and what to do.</param>
public sealed record Explanation(string Line, string Text, AdviceLevel Level);

/// <summary>
/// Explains lines of a console. A board that starts again and again says the same each time: an explanation is given again
/// only after a while. Not thread-safe: one per console.
/// </summary>
public sealed class ConsoleAdvisor(TimeProvider time)
{
    /// <summary>Of one and the same explanation.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(60);

    private const int LongestLine = 512;

    /// <summary>Nearly all lines mean nothing here: one look for all the words.</summary>
    private static readonly SearchValues<string> AnyWords = SearchValues.Create([.. ConsoleRules.All.Select(rule => rule.Words)], StringComparison.Ordinal);

    private readonly Dictionary<string, long> given = [];

    public ConsoleAdvisor()
        : this(TimeProvider.System)
    {
    }

    /// <returns>Null for a line of no meaning here, and for one that was explained just before.</returns>
    public Explanation? Explain(string line)
    {
        if (!line.AsSpan().ContainsAny(AnyWords))
        {
            return null;
        }

        var plain = AnsiText.Plain(line.Length > LongestLine ? line[..LongestLine] : line);
        foreach (var rule in ConsoleRules.All)
        {
            var at = rule.AtStart ? (plain.StartsWith(rule.Words, StringComparison.Ordinal) ? 0 : -1) : plain.IndexOf(rule.Words, StringComparison.Ordinal);
            if (at >= 0)
            {
                var text = rule.Explain(plain[(at + rule.Words.Length)..]);
                return IsNews(text) ? new Explanation(plain, text, rule.Level) : null;
            }
        }

        return null;
    }

    /// <summary>There are as many explanations as rules and pieces of advice, so this stays small.</summary>
    private bool IsNews(string text)
    {
        if (given.TryGetValue(text, out var last) && time.GetElapsedTime(last) < Silence)
        {
            return false;
        }

        given[text] = time.GetTimestamp();
        return true;
    }
}
