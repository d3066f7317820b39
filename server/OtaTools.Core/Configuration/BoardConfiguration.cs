namespace OtaTools.Core.Configuration;

/// <summary>One Wi-Fi network; the password is empty for an open one. ToString keeps the password to itself.</summary>
public sealed record WifiNetwork(string Ssid, string Password = "")
{
    public override string ToString() => Ssid;
}

/// <summary>What goes into /ota.json; null leaves what the board has.</summary>
/// <param name="FirmwareUrl">http:// or https://, absolute.</param>
/// <param name="PublicKey">The modulus of the key that manifests must be signed with, in hexadecimal; empty: signatures are not asked for any more.</param>
public sealed record BoardConfiguration(WifiNetwork? Wifi, Uri? FirmwareUrl, string? PublicKey = null)
{
    public const string Path = "/ota.json";

    internal const int SsidBytes = 32, PasswordBytesLeast = 8, PasswordBytesMost = 64;

    public static BoardConfiguration None { get; } = new(null, null);

    /// <exception cref="OtaToolsException"><see cref="ErrorCode.ConfigurationInvalid"/></exception>
    public static BoardConfiguration Create(string? ssid, string? password, string? firmwareUrl, string? publicKey = null)
    {
        WifiNetwork? wifi = null;
        if (ssid is not null)
        {
            var length = System.Text.Encoding.UTF8.GetByteCount(ssid);
            Require(length is > 0 and <= SsidBytes, Strings.SsidInvalid(SsidBytes));
            var secret = System.Text.Encoding.UTF8.GetByteCount(password ?? "");
            Require(secret is 0 or (>= PasswordBytesLeast and <= PasswordBytesMost), Strings.PasswordInvalid(PasswordBytesLeast, PasswordBytesMost));
            wifi = new WifiNetwork(ssid, password ?? "");
        }

        Uri? url = null;
        if (firmwareUrl is not null)
        {
            Require(
                Uri.TryCreate(firmwareUrl, UriKind.Absolute, out url) && url.Scheme is "http" or "https" && url.Host.Length > 0,
                Strings.FirmwareUrlInvalid(firmwareUrl));
        }

        return new BoardConfiguration(wifi, url, publicKey);

        static void Require(bool condition, string message)
        {
            if (!condition)
            {
                throw new OtaToolsException(ErrorCode.ConfigurationInvalid, message);
            }
        }
    }

    /// <summary>The keys of /ota.json, as server/device/ota.py reads them.</summary>
    internal Dictionary<string, object?> ToKeys()
    {
        var keys = new Dictionary<string, object?>();
        if (Wifi is not null)
        {
            keys["wifi"] = new[] { new { ssid = Wifi.Ssid, password = Wifi.Password } };
        }

        if (FirmwareUrl is not null)
        {
            keys["fw_url"] = FirmwareUrl.AbsoluteUri;
        }

        if (PublicKey is not null)
        {
            keys["key"] = PublicKey.Length > 0 ? PublicKey : null; // the board merges keys, and takes a null for none
        }

        return keys;
    }
}
