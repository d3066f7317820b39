using System.Buffers.Binary;
using System.Text;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Firmware.Images;

/// <summary>Files as a bad download, a bad disk or a bad person leaves them: valid ones, changed by seeded chance, and noise.</summary>
internal static class HostileFiles
{
    private static readonly byte[][] Valid =
    [
        new AppImage { Segments = [700, 300, 64, 4] }.Build(),
        new AppImage { Segments = [700, 300, 64, 4], HashAppended = false }.Build(),
        new AppImage { Segments = [.. Enumerable.Repeat(16, 16)], Strings = "" }.Build(),
        new FlashImage().Build(),
        new FlashImage { Rows = FlashImage.FactoryRows, WithMd5 = false }.Build(),
        FlashImage.Table(FlashImage.OtaRows),
        [.. "UF2\nWQ]\x9e"u8, .. new byte[504]],
        [.. "\u007fELF\u0001\u0001"u8, .. new byte[200]],
        Encoding.UTF8.GetBytes("<!DOCTYPE html><html><body>見つかりません</body></html>"),
    ];

    /// <summary>Numbers at which sums go round.</summary>
    private static readonly uint[] Numbers = [0, 1, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFF0, 0xFFFF_FFFC, 0xFFFF_FFFF, 0x10000, 0x00FF_FFFF];

    private static readonly byte[][] Words =
    [
        [0xE9], [0xAA, 0x50], [0xEB, 0xEB], [0x32, 0x54, 0xCD, 0xAB], "; MicroPython v"u8.ToArray(), " on 2025-08-09"u8.ToArray(), "\03.4.0; MicroPython v1.26.0 on 2025-08-09\0"u8.ToArray(),
        " with ESP32"u8.ToArray(), "; "u8.ToArray(), "OTAPACK\u0001"u8.ToArray(), [0xE7, 2], "v1.2.3-"u8.ToArray(), [0xFF, 0xFE], [0xFE, 0xFF], [0x81], [0xF0, 0x9F],
    ];

    public static byte[] Of(int seed)
    {
        var random = new Random(seed);
        if (random.Next(8) == 0)
        {
            return Noise(random, random.Next(70_000));
        }

        var file = Valid[random.Next(Valid.Length)].ToList();
        for (var changes = random.Next(1, 6); changes > 0; changes--)
        {
            Change(file, random);
        }

        return [.. file];
    }

    private static void Change(List<byte> file, Random random)
    {
        var at = Place(random, file.Count);
        switch (random.Next(7))
        {
            case 0:
                file.RemoveRange(at, file.Count - at);
                break;
            case 1:
                file.RemoveRange(at, Math.Min(file.Count - at, random.Next(200)));
                break;
            case 2:
                file.InsertRange(at, Noise(random, random.Next(200)));
                break;
            case 3:
                Put(file, at, Words[random.Next(Words.Length)]);
                break;
            case 4:
                var word = Words[random.Next(Words.Length)];
                file.InsertRange(at, Enumerable.Repeat(word, random.Next(2000)).SelectMany(bytes => bytes));
                break;
            case 5:
                var number = new byte[4];
                BinaryPrimitives.WriteUInt32LittleEndian(number, Numbers[random.Next(Numbers.Length)]);
                Put(file, at & ~3, number);
                break;
            default:
                Put(file, at, Noise(random, random.Next(1, 3)));
                break;
        }
    }

    /// <summary>Headers and tables more often than what they are about.</summary>
    private static int Place(Random random, int length)
    {
        int[] places = [random.Next(0x40), FlashImage.TableAt + random.Next(0xC0), FlashImage.AppAt + random.Next(0x40), length - random.Next(1, 50), random.Next(length + 1)];
        return Math.Clamp(places[random.Next(places.Length)], 0, length);
    }

    private static void Put(List<byte> file, int at, byte[] bytes)
    {
        for (var i = 0; i < bytes.Length && at + i < file.Count; i++)
        {
            file[at + i] = bytes[i];
        }
    }

    private static byte[] Noise(Random random, int length)
    {
        var noise = new byte[length];
        random.NextBytes(noise);
        return noise;
    }
}
