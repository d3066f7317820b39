using System.Security.Cryptography;
using OtaTools.Core.Firmware.Signing;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Firmware.Signing;

public sealed class ImageSigningTests : IDisposable
{
    private static readonly byte[] Image = new AppImage { Chip = 9 }.Build();

    private readonly TemporaryFolder folder = new();
    private readonly string path;

    public ImageSigningTests() => path = folder.Write("x.app-bin", Image);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_manifest_pins_hash_size_chip_and_sequence()
    {
        var signed = await SignAsync(sequence: 42);

        signed.ShouldBe(new(path + ".manifest", 42, Keys.First.PublicKey.Fingerprint));
        ImagePayload.Read(Manifest.Read(File.ReadAllBytes(signed.Path)).Payload)
            .ShouldBe(new(Convert.ToHexStringLower(SHA256.HashData(Image)), Image.Length, 9, 42));
        (await VerifyAsync()).ShouldBe(new(null, 42));
        Directory.GetFileSystemEntries(folder.Root).Length.ShouldBe(2);
    }

    [Fact]
    public async Task Without_a_number_it_is_the_seconds_since_2020_and_never_goes_back()
    {
        var clock = new Clock { Now = new DateTimeOffset(2020, 1, 2, 0, 0, 0, TimeSpan.Zero) };

        (await SignAsync(clock: clock)).Sequence.ShouldBe(86_400);
        (await SignAsync(clock: clock)).Sequence.ShouldBe(86_401);
        clock.Now = clock.Now.AddYears(-10);
        (await SignAsync(clock: clock)).Sequence.ShouldBe(86_402);
        clock.Now = clock.Now.AddYears(20);
        (await SignAsync(clock: clock)).Sequence.ShouldBeGreaterThan(86_403);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(ImagePayload.MostSequence + 1)]
    public async Task An_impossible_number_writes_nothing(long sequence)
    {
        (await Should.ThrowAsync<OtaToolsException>(() => SignAsync(sequence))).Code.ShouldBe(ErrorCode.ManifestNotWritten);

        File.Exists(path + ".manifest").ShouldBeFalse();
    }

    [Fact]
    public async Task What_cannot_be_installed_is_not_signed()
    {
        File.WriteAllBytes(path, Image[..^40]);

        (await Should.ThrowAsync<OtaToolsException>(() => SignAsync())).Code.ShouldBe(ErrorCode.FirmwareUnusable);
        File.Exists(path + ".manifest").ShouldBeFalse();
    }

    [Fact]
    public async Task An_image_that_was_changed_after_signing_is_told()
    {
        await SignAsync();
        File.WriteAllBytes(path, new AppImage { Chip = 9, Seed = 2 }.Build());

        (await VerifyAsync()).Why.ShouldNotBeNull().ShouldContain("another file");
    }

    [Fact]
    public async Task Another_key_no_signature_and_no_manifest_are_told()
    {
        (await VerifyAsync()).Why.ShouldNotBeNull().ShouldContain("x.app-bin.manifest");
        await SignAsync(key: Keys.Second);
        (await VerifyAsync()).Why.ShouldNotBeNull().ShouldContain(Keys.First.PublicKey.Fingerprint);
        var payload = Manifest.Read(File.ReadAllBytes(path + ".manifest")).Payload;
        File.WriteAllBytes(path + ".manifest", Manifest.Write(payload, null));
        (await VerifyAsync()).Why.ShouldNotBeNull().ShouldContain("not signed");
        File.WriteAllBytes(path + ".manifest", Manifest.Write("[]"u8, Keys.First));
        (await VerifyAsync()).Why.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_manifest_with_any_byte_changed_is_not_right()
    {
        await SignAsync();
        var good = File.ReadAllBytes(path + ".manifest");
        for (var i = 0; i < good.Length; i += 7)
        {
            byte[] bad = [.. good];
            bad[i] ^= 1;
            File.WriteAllBytes(path + ".manifest", bad);
            (await VerifyAsync()).Why.ShouldNotBeNull($"byte {i}");
        }
    }

    private Task<SignedImage> SignAsync(long? sequence = null, SigningKey? key = null, TimeProvider? clock = null) =>
        ImageSigning.SignAsync(path, key ?? Keys.First, sequence, clock ?? TimeProvider.System, CancellationToken.None);

    private Task<SignatureVerdict> VerifyAsync() => ImageSigning.VerifyAsync(path, Keys.First.PublicKey, CancellationToken.None);

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
