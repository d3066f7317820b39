namespace OtaTools.Core.Connection;

/// <summary>Host and port of FW_URL, as server/device/ota_net.py takes it apart.</summary>
internal static class BoardUrl
{
    /// <returns>Null where there is none.</returns>
    public static (string Host, int Port)? Parse(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Host.Length > 0 ? (uri.Host, uri.Port) : null;
}
