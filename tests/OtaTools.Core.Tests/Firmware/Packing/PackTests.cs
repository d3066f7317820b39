using OtaTools.Core.Firmware.Packing;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Firmware.Packing;

public class PackTests
{
    [Fact]
    public void An_image_comes_out_of_both_packs_as_it_was()
    {
        for (var seed = 0; seed < 30; seed++)
        {
            var before = SampleData.Of(seed, 1 + (seed * 7571 % 140_000));
            var after = SampleData.Changed(before, seed + 1000);

            PackReader.Read(PackWriter.Write(after, null, CancellationToken.None), default).ShouldBe(after, $"seed {seed}");
            PackReader.Read(PackWriter.Write(after, (ReadOnlyMemory<byte>)before, CancellationToken.None), before).ShouldBe(after, $"seed {seed}");
        }
    }

    [Fact]
    public void A_delta_of_like_images_is_small()
    {
        var before = Noise(200_000);
        byte[] after = [.. before[..50_000], .. Noise(300), .. before[50_000..]];
        for (var at = 0; at < after.Length; at += 500)
        {
            after[at]++;
        }

        PackWriter.Write(after, (ReadOnlyMemory<byte>)before, CancellationToken.None).Length.ShouldBeLessThan(4000);
    }

    [Fact]
    public void What_an_image_says_twice_is_said_once()
    {
        var part = Noise(100_000);

        PackWriter.Write((byte[])[.. part, .. part], null, CancellationToken.None).Length.ShouldBeLessThan(103_000);
    }

    [Fact]
    public void A_copy_in_every_place_keeps_to_the_limits_of_a_reader()
    {
        // Pieces of eight bytes from all over: more operations than a frame may have.
        var before = Noise(100_000);
        var random = new Random(4);
        var after = Enumerable.Range(0, 20_000).SelectMany(_ => before.AsSpan(random.Next(99_000), 12).ToArray()).ToArray();

        PackReader.Read(PackWriter.Write(after, (ReadOnlyMemory<byte>)before, CancellationToken.None), before).ShouldBe(after);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_same_images_give_the_same_bytes(bool delta)
    {
        var before = SampleData.Of(1, 100_000);
        var after = SampleData.Changed(before, 2);
        ReadOnlyMemory<byte>? source = delta ? before : null;

        PackWriter.Write(after, source, CancellationToken.None).ShouldBe(PackWriter.Write(after, source, CancellationToken.None));
    }

    [Fact]
    public void Another_base_and_damage_are_refused()
    {
        var before = SampleData.Of(1, 100_000);
        var after = SampleData.Changed(before, 2);
        var pack = PackWriter.Write(after, (ReadOnlyMemory<byte>)before, CancellationToken.None);

        PackReader.Gives(pack, after, after).ShouldBeFalse();
        var random = new Random(9);
        for (var turn = 0; turn < 300; turn++)
        {
            var damaged = pack.ToArray();
            damaged[random.Next(damaged.Length)] ^= (byte)random.Next(1, 256);
            // Nothing but the image, and no exception but the one: the last bits of a frame may mean nothing.
            Unpacked(damaged, before)?.ShouldBe(after);
            PackReader.Gives(damaged.AsMemory(0, random.Next(damaged.Length)), before, after).ShouldBeFalse();
        }
    }

    [Fact]
    public void Packing_can_be_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Should.Throw<OperationCanceledException>(() => PackWriter.Write(new byte[100_000], null, cancelled.Token));
    }

    [RealFirmwareTheory]
    [InlineData(true, 0.435)]
    [InlineData(false, 0.69)]
    public async Task Two_releases_apart_are_small_enough(bool delta, double most)
    {
        var before = await File.ReadAllBytesAsync(Path.Combine(Repository.Firmware!, "ESP32_GENERIC-OTA-20250415-v1.25.0.app-bin"));
        var after = await File.ReadAllBytesAsync(Path.Combine(Repository.Firmware!, "ESP32_GENERIC-OTA-20250809-v1.26.0.app-bin"));

        var pack = PackFiles.Make(after, delta ? before : null, CancellationToken.None);

        ((double)pack.Length / after.Length).ShouldBeLessThan(most);
    }

    private static byte[]? Unpacked(byte[] pack, byte[] before)
    {
        try
        {
            return PackReader.Read(pack, before);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static byte[] Noise(int length)
    {
        var noise = new byte[length];
        new Random(length).NextBytes(noise);
        return noise;
    }
}
