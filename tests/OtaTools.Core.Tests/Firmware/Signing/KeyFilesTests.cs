using OtaTools.Core.Firmware.Signing;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Firmware.Signing;

public sealed class KeyFilesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Both_files_bring_their_keys_back_and_nothing_else_is_left()
    {
        var (privatePath, publicPath) = KeyFiles.Write(folder.PathOf("release"), Keys.First, passphrase: null);

        using var key = SigningKey.FromPem(KeyFiles.Read(privatePath));
        key.PublicKey.ShouldBe(Keys.First.PublicKey);
        PublicKey.Parse(KeyFiles.Read(publicPath)).ShouldBe(Keys.First.PublicKey);
        Directory.GetFileSystemEntries(folder.Root).ShouldBe([privatePath, publicPath], ignoreOrder: true);
    }

    [UnixFact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void The_private_key_is_for_its_owner_alone()
    {
        var (privatePath, _) = KeyFiles.Write(folder.PathOf("release"), Keys.First, passphrase: null);

        File.GetUnixFileMode(privatePath).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        KeyFiles.IsOpenToOthers(privatePath).ShouldBeFalse();
        File.SetUnixFileMode(privatePath, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        KeyFiles.IsOpenToOthers(privatePath).ShouldBeTrue();
    }

    [Theory]
    [InlineData("release.key")]
    [InlineData("release.pub")]
    public void A_file_that_is_there_stays_and_nothing_is_written_beside_it(string there)
    {
        var path = folder.Write(there, "precious"u8.ToArray());

        Should.Throw<OtaToolsException>(() => KeyFiles.Write(folder.PathOf("release"), Keys.First, null)).Code.ShouldBe(ErrorCode.SigningKeyExists);

        File.ReadAllText(path).ShouldBe("precious");
        Directory.GetFileSystemEntries(folder.Root).ShouldBe([path]);
    }

    [Fact]
    public void A_folder_that_is_missing_is_told() =>
        Should.Throw<OtaToolsException>(() => KeyFiles.Write(folder.PathOf("missing/release"), Keys.First, null)).Code.ShouldBe(ErrorCode.SigningKeyUnreadable);

    [Fact]
    public void A_file_that_cannot_be_read_is_told()
    {
        Should.Throw<OtaToolsException>(() => KeyFiles.Read(folder.PathOf("missing.key"))).Message.ShouldContain("missing.key");
        Should.Throw<OtaToolsException>(() => KeyFiles.Read(folder.Write("long.key", new byte[100_000]))).Code.ShouldBe(ErrorCode.SigningKeyUnusable);
        Should.Throw<OtaToolsException>(() => KeyFiles.Read("")).Code.ShouldBe(ErrorCode.SigningKeyUnreadable);
    }
}
