namespace OtaTools.Core;

/// <summary>What the editor says in ota.py, boot.py and ota.json: diagnostics, fixes, lenses, hovers.</summary>
internal static partial class Strings
{
    public static string UrlSpaceAround() => Format(nameof(UrlSpaceAround));

    public static string UrlPlaceholder(object text) => Format(nameof(UrlPlaceholder), text);

    public static string SchemeMisspelt(object written, object right) => Format(nameof(SchemeMisspelt), written, right);

    public static string SchemeMissing() => Format(nameof(SchemeMissing));

    public static string SchemeUnsupported(object scheme) => Format(nameof(SchemeUnsupported), scheme);

    public static string HostMissing() => Format(nameof(HostMissing));

    public static string HostHalfAddress(object host) => Format(nameof(HostHalfAddress), host);

    public static string HostUnusable(object host) => Format(nameof(HostUnusable), host);

    public static string PathUnescaped() => Format(nameof(PathUnescaped));

    public static string HostLoopback(object host) => Format(nameof(HostLoopback), host);

    public static string HostVirtual(object host, object name) => Format(nameof(HostVirtual), host, name);

    public static string HostUnresolved(object host) => Format(nameof(HostUnresolved), host);

    public static string HostNotThisComputer(object host) => Format(nameof(HostNotThisComputer), host);

    public static string HostPerhapsNotThisComputer(object host) => Format(nameof(HostPerhapsNotThisComputer), host);

    public static string PortInvalid(object port) => Format(nameof(PortInvalid), port);

    public static string PortMissing(object asked, object served) => Format(nameof(PortMissing), asked, served);

    public static string PortDiffers(object asked, object served) => Format(nameof(PortDiffers), asked, served);

    public static string PortDiffersFromSetting(object asked, object served) => Format(nameof(PortDiffersFromSetting), asked, served);

    public static string HttpsNotServed() => Format(nameof(HttpsNotServed));

    public static string UrlFile(object file, object finding) => Format(nameof(UrlFile), file, finding);

    public static string UrlFileMissing(object path, object folder) => Format(nameof(UrlFileMissing), path, folder);

    public static string UrlWithoutFile() => Format(nameof(UrlWithoutFile));

    public static string UrlEmpty() => Format(nameof(UrlEmpty));

    public static string SsidEmpty() => Format(nameof(SsidEmpty));

    public static string SsidPlaceholder(object ssid) => Format(nameof(SsidPlaceholder), ssid);

    public static string SsidTooLong(object bytes, object most) => Format(nameof(SsidTooLong), bytes, most);

    public static string PasswordPlaceholder() => Format(nameof(PasswordPlaceholder));

    public static string PasswordKeyNotHex(object count) => Format(nameof(PasswordKeyNotHex), count);

    public static string PasswordTracked() => Format(nameof(PasswordTracked));

    public static string SettingWrongType(object name, object expected) => Format(nameof(SettingWrongType), name, expected);

    public static string ExpectedText() => Format(nameof(ExpectedText));

    public static string ExpectedNumber() => Format(nameof(ExpectedNumber));

    public static string SettingNotTruth(object name) => Format(nameof(SettingNotTruth), name);

    public static string ExpectedNetworks() => Format(nameof(ExpectedNetworks));

    public static string SettingOutOfRange(object name, object least, object most, object taken) => Format(nameof(SettingOutOfRange), name, least, most, taken);

    public static string SettingTooSmall(object name, object least) => Format(nameof(SettingTooSmall), name, least);

    public static string KeyMisspelt(object key, object meant) => Format(nameof(KeyMisspelt), key, meant);

    public static string KeyUnknown(object key, object known) => Format(nameof(KeyUnknown), key, known);

    public static string KeyUnknownInNetwork(object known) => Format(nameof(KeyUnknownInNetwork), known);

    public static string NetworkWithoutSsid() => Format(nameof(NetworkWithoutSsid));

    public static string FixRemoveSpaces() => Format(nameof(FixRemoveSpaces));

    public static string FixScheme(object scheme) => Format(nameof(FixScheme), scheme);

    public static string FixEscape() => Format(nameof(FixEscape));

    public static string FixUseAddress(object address) => Format(nameof(FixUseAddress), address);

    public static string FixUsePort(object port) => Format(nameof(FixUsePort), port);

    public static string FixUseImage(object file) => Format(nameof(FixUseImage), file);

    public static string FixUseImageVersion(object file, object version) => Format(nameof(FixUseImageVersion), file, version);

    public static string FixExtract(object full, object app) => Format(nameof(FixExtract), full, app);

    public static string FixMovePassword() => Format(nameof(FixMovePassword));

    public static string FixUseValue(object value) => Format(nameof(FixUseValue), value);

    public static string FixUseKey(object key) => Format(nameof(FixUseKey), key);

    public static string LensServe() => Format(nameof(LensServe));

    public static string LensStopServing(object port) => Format(nameof(LensStopServing), port);

    public static string LensUseAddress(object address) => Format(nameof(LensUseAddress), address);

    public static string LensUpload() => Format(nameof(LensUpload));

    public static string LinkOpenImage() => Format(nameof(LinkOpenImage));

    public static string HoverNotServed() => Format(nameof(HoverNotServed));

    public static string HoverServedAt() => Format(nameof(HoverServedAt));

    public static string HoverRefused() => Format(nameof(HoverRefused));

    public static string MeaningFirmwareUrl() => Format(nameof(MeaningFirmwareUrl));

    public static string MeaningSsid() => Format(nameof(MeaningSsid));

    public static string MeaningPassword() => Format(nameof(MeaningPassword));

    public static string MeaningChunk() => Format(nameof(MeaningChunk));

    public static string MeaningNetworks() => Format(nameof(MeaningNetworks));

    public static string MeaningWait() => Format(nameof(MeaningWait));

    public static string MeaningTrial() => Format(nameof(MeaningTrial));

    public static string MeaningLimit() => Format(nameof(MeaningLimit));

    public static string MeaningPublicKey() => Format(nameof(MeaningPublicKey));

    public static string MeaningScripts() => Format(nameof(MeaningScripts));

    public static string MeaningLimits(object least, object most, object standard) => Format(nameof(MeaningLimits), least, most, standard);

    public static string MeaningLeast(object least, object standard) => Format(nameof(MeaningLeast), least, standard);

    public static string KeptPassword() => Format(nameof(KeptPassword));

    public static string KeptInJson() => Format(nameof(KeptInJson));
}
