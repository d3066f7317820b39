using System.Text;

namespace OtaTools.Core.Device.Console;

/// <summary>
/// Turns console bytes into text as they come: UTF-8 split across reads is put together, what is not UTF-8 becomes U+FFFD.
/// Not thread-safe: one per console.
/// </summary>
public sealed class ConsoleText
{
    private readonly Decoder decoder = Encoding.UTF8.GetDecoder();

    public string Decode(ReadOnlySpan<byte> bytes)
    {
        var chars = new char[Encoding.UTF8.GetMaxCharCount(bytes.Length)];
        return new string(chars, 0, decoder.GetChars(bytes, chars, flush: false));
    }
}

/// <summary>Cuts text into lines; \r\n, \n and a lone \r each end one. The last, unended line waits.</summary>
public sealed class LineSplitter
{
    private const int LongestLine = 4096;

    private readonly StringBuilder line = new();
    private bool afterReturn;

    public IEnumerable<string> Add(string text)
    {
        foreach (var c in text)
        {
            var completesReturn = c == '\n' && afterReturn;
            afterReturn = c == '\r';
            if (completesReturn)
            {
                continue;
            }

            if (c is '\r' or '\n' || line.Length == LongestLine)
            {
                yield return line.ToString();
                line.Clear();
            }

            if (c is not ('\r' or '\n'))
            {
                line.Append(c);
            }
        }
    }
}
