using System.Globalization;
using Newtonsoft.Json.Linq;

namespace StreamJsonRpc.Messages;

/// <summary>The id of a request as a key: the string "1" and the number 1 are two.</summary>
internal readonly record struct CallId(JTokenType Type, string Text)
{
    public static CallId Of(JValue id) => new(id.Type, id.ToString(CultureInfo.InvariantCulture));
}
