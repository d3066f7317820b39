using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace OtaTools.Core.Device.RawRepl;

/// <summary>JSON as MicroPython's json.loads understands it: it does not join the two halves of an escaped surrogate pair.</summary>
internal static partial class BoardJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Serialize(object value) =>
        Encoding.UTF8.GetBytes(EscapedPair().Replace(JsonSerializer.Serialize(value, Options), Unescape));

    private static string Unescape(Match match) =>
        match.Groups[1].Success ? Regex.Unescape(match.Value) : match.Value;

    // An escaped backslash is matched too, so that what follows it is not taken for an escape.
    [GeneratedRegex(@"\\\\|(\\u[Dd][89ABab][0-9A-Fa-f]{2}\\u[Dd][C-Fc-f][0-9A-Fa-f]{2})")]
    private static partial Regex EscapedPair();
}
