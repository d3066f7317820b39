using System.Security.Cryptography;
using OtaTools.Core.Firmware.Packing;
using OtaTools.Core.Firmware.Releases;
using OtaTools.Core.Firmware.Signing;
using OtaTools.Core.Publishing;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Publishing;

/// <summary>Images of three versions, and a store to publish them to.</summary>
internal sealed class PublishBench : IDisposable
{
    public const string Name = "ESP32_GENERIC-OTA";

    private readonly TemporaryFolder folder = new();

    public MemoryStore Store { get; } = new();

    public string Old => FileOf("v1.26.0", 1);

    public string Next => FileOf("v1.27.0", 2);

    public string Third => FileOf("v1.28.0", 3);

    public string Write(string name, byte[] content) => folder.Write(name, content);

    public async Task<PublishResult> PublishAsync(PublishRequest request, TimeProvider? clock = null)
    {
        using var publisher = new Publisher(Store, clock ?? TimeProvider.System, new Progress<PublishProgress>());
        return await publisher.PublishAsync(request, CancellationToken.None);
    }

    public PointerChanges Changes() => new(Store, TimeProvider.System);

    /// <summary>What boards see: the pointer, and every file that it names, whole.</summary>
    public ReleasePointer ShouldBeWhole()
    {
        var pointer = ReleasePointer.Read(Manifest.Read(Store.Files[Name + ReleasePointer.Extension].Content).Payload);
        var image = Store.Files[pointer.Url].Content;
        Convert.ToHexStringLower(SHA256.HashData(image)).ShouldBe(pointer.Sha256);
        image.Length.ShouldBe((int)pointer.Size);
        ImageIdentity.ShortOf(image).ShouldBe(pointer.Identity);
        foreach (var identity in pointer.Deltas.Prepend(pointer.Packed ? null : "").Where(identity => identity != ""))
        {
            Store.Files.ShouldContainKey(PackFiles.NameOf(pointer.Url, identity));
        }

        return pointer;
    }

    public void Dispose() => folder.Dispose();

    private string FileOf(string version, int seed)
    {
        var path = folder.PathOf($"fw-{version}.app-bin");
        if (!File.Exists(path))
        {
            // Alike but for a word in the strings and the build's hash, as builds are.
            folder.Write(Path.GetFileName(path), new AppImage { Strings = AppImage.SysVersion(version, "2025-08-09", Name), Segments = [20_000 + (4 * seed), 4000] }.Build());
        }

        return path;
    }
}
