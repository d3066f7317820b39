using System.Globalization;
using System.Text;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Device.Transcripts;

/// <summary>What one side said before the other one spoke.</summary>
internal sealed record Turn(bool FromBoard, byte[] Bytes)
{
    public string Text => Encoding.Latin1.GetString(Bytes);
}

/// <summary>An exchange that was recorded from the wire; README.md tells how.</summary>
internal sealed record Transcript(string Name, IReadOnlyList<Turn> Turns)
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "OtaTools.Core.Tests", "Device", "Transcripts");

    public static IEnumerable<string> Names { get; } =
        [.. Directory.EnumerateFiles(Folder, "*.transcript").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    /// <summary>All that the board said.</summary>
    public byte[] Board => [.. Turns.Where(turn => turn.FromBoard).SelectMany(turn => turn.Bytes)];

    /// <summary>All that the host said.</summary>
    public string Host => string.Concat(Turns.Where(turn => !turn.FromBoard).Select(turn => turn.Text));

    public static Transcript Load(string name)
    {
        var turns = new List<Turn>();
        foreach (var line in File.ReadLines(Path.Combine(Folder, name + ".transcript")).Skip(1))
        {
            var turn = new Turn(line[0] == '<', Unescape(line[2..]));
            if (turns.Count > 0 && turns[^1].FromBoard == turn.FromBoard)
            {
                turns[^1] = turn with { Bytes = [.. turns[^1].Bytes, .. turn.Bytes] };
            }
            else
            {
                turns.Add(turn);
            }
        }

        return new Transcript(name, turns);
    }

    /// <summary>From the turn on in which the host says this first.</summary>
    public Transcript From(string said) => this with { Turns = [.. Turns.SkipWhile(turn => turn.FromBoard || !turn.Text.StartsWith(said, StringComparison.Ordinal))] };

    private static byte[] Unescape(string text)
    {
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                bytes.Add((byte)text[i]);
                continue;
            }

            switch (text[++i])
            {
                case 'x':
                    bytes.Add(byte.Parse(text.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                    i += 2;
                    break;
                case var c:
                    bytes.Add((byte)(c switch { 'r' => '\r', 'n' => '\n', _ => c }));
                    break;
            }
        }

        return [.. bytes];
    }
}
