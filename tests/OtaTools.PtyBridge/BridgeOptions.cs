using System.Globalization;

namespace OtaTools.PtyBridge;

internal sealed record BridgeOptions(string Host, int Port, string? Link, bool ExitWithParent)
{
    /// <summary>Null when the arguments make no sense.</summary>
    public static BridgeOptions? Parse(ReadOnlySpan<string> args)
    {
        string? endpoint = null, link = null;
        var exitWithParent = false;
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--connect" when i + 1 < args.Length:
                    endpoint = args[++i];
                    break;
                case "--link" when i + 1 < args.Length:
                    link = args[++i];
                    break;
                case "--exit-with-parent":
                    exitWithParent = true;
                    break;
                default:
                    return null;
            }
        }

        var colon = endpoint?.LastIndexOf(':') ?? -1;
        return colon > 0 && ushort.TryParse(endpoint![(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? new BridgeOptions(endpoint[..colon], port, link, exitWithParent)
            : null;
    }
}
