using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using OtaTools.Core.Device.Console;

namespace OtaTools.Server.Cli;

/// <summary>A console on a terminal: as it comes, or by lines where they are timed or chosen; and what its lines mean.</summary>
/// <param name="filter">Which lines to show; null shows all.</param>
internal sealed class ConsoleDisplay(CommandLineConsole console, bool timestamps, Regex? filter, TimeProvider time)
{
    private readonly ConsoleText text = new();
    private readonly LineSplitter lines = new();
    private readonly ConsoleAdvisor advisor = new();
    private bool inLine;

    public ValueTask ShowAsync(ReadOnlyMemory<byte> bytes, long skipped)
    {
        if (skipped > 0)
        {
            Note(Messages.ConsoleSkipped(skipped));
        }

        var completed = lines.Add(text.Decode(bytes.Span)).ToList();
        if (filter is null)
        {
            console.Raw(timestamps ? Timed(bytes.Span) : bytes.Span);
            inLine = !bytes.IsEmpty && bytes.Span[^1] != (byte)'\n';
        }
        else if (completed.Where(Matches).ToList() is { Count: > 0 } shown)
        {
            console.Raw(Encoding.UTF8.GetBytes(string.Concat(shown.Select(line => $"{(timestamps ? Stamp() : "")}{line}{Environment.NewLine}"))));
        }

        foreach (var explanation in completed.Select(advisor.Explain).OfType<Explanation>())
        {
            Note(explanation.Text);
        }

        return default;
    }

    /// <summary>A line of ours, never in the middle of one of the board's.</summary>
    public void Note(string line)
    {
        if (inLine)
        {
            console.Raw("\n"u8);
            inLine = false;
        }

        console.Note($"--- {line}");
    }

    private byte[] Timed(ReadOnlySpan<byte> bytes)
    {
        var timed = new List<byte>(bytes.Length + 64);
        var before = inLine;
        foreach (var one in bytes)
        {
            if (!before)
            {
                timed.AddRange(Encoding.ASCII.GetBytes(Stamp()));
            }

            timed.Add(one);
            before = one != (byte)'\n';
        }

        return [.. timed];
    }

    private string Stamp() => time.GetLocalNow().ToString("HH:mm:ss.fff ", CultureInfo.InvariantCulture);

    private bool Matches(string line)
    {
        try
        {
            return filter!.IsMatch(line);
        }
        catch (RegexMatchTimeoutException)
        {
            return true; // better shown than hidden
        }
    }
}
