using System.Buffers.Binary;
using System.Security.Cryptography;

namespace OtaTools.Core.Firmware.Images;

/// <summary>
/// Reads a firmware file once, from its beginning, in bounded memory, and says what it is.
/// Formats: esp_app_format.h and esp_app_desc.h of ESP-IDF; "App Image Format" of its documentation.
/// </summary>
public static class EspImageReader
{
    internal const byte Magic = 0xE9;
    internal const uint AppDescriptorMagic = 0xABCD5432;
    internal const int AppDescriptorOffset = 0x20;
    private const int HeaderLength = 24;
    private const int MaxSegments = 16;
    private const int HashLength = 32;

    /// <summary>MicroPython's own strings were always within the first 0x18400 bytes.</summary>
    private const int StringsWithin = 0x20000;

    /// <exception cref="IOException">The file cannot be read.</exception>
    public static async Task<FirmwareImage> ReadAsync(Stream file, long length, CancellationToken cancellationToken)
    {
        var input = new ImageInput(file, StringsWithin);
        await input.FillHeadAsync(cancellationToken);
        var kind = FirmwareClassifier.Classify(input.Head.Span);
        var image = new FirmwareImage(kind, length);
        if (kind is FirmwareKind.FullFlash or FirmwareKind.Bootloader)
        {
            return image with { ChipId = ChipOf(input.Head.Span), Chip = EspChip.NameOf(ChipOf(input.Head.Span)), Problems = [ImageProblem.NotAnApp] };
        }

        if (kind != FirmwareKind.App)
        {
            return image with { Problems = [ImageProblem.NotAnApp] };
        }

        image = Describe(image, input.Head.Span);
        return await VerifyAsync(image, input, cancellationToken);
    }

    private static int ChipOf(ReadOnlySpan<byte> head) => BinaryPrimitives.ReadUInt16LittleEndian(head[12..]);

    private static FirmwareImage Describe(FirmwareImage image, ReadOnlySpan<byte> head)
    {
        var descriptor = AppDescriptor.Read(head[AppDescriptorOffset..]);
        return image with
        {
            ChipId = ChipOf(head),
            Chip = EspChip.NameOf(ChipOf(head)),
            MinChipRevision = BinaryPrimitives.ReadUInt16LittleEndian(head[15..]),
            MaxChipRevision = BinaryPrimitives.ReadUInt16LittleEndian(head[17..]),
            IdfVersion = descriptor.IdfVersion,
            AppElfSha256 = descriptor.AppElfSha256,
            MicroPython = MicroPythonStrings.Find(head),
        };
    }

    /// <summary>Follows the segments to the image's own end; checks the checksum and the appended SHA-256 on the way.</summary>
    private static async Task<FirmwareImage> VerifyAsync(FirmwareImage image, ImageInput input, CancellationToken cancellationToken)
    {
        var header = await input.TakeAsync(HeaderLength, cancellationToken);
        int count = header[1];
        var hashAppended = header[23] != 0;
        if (count is 0 or > MaxSegments)
        {
            return image with { Problems = [ImageProblem.HeaderDamaged] };
        }

        var segments = new List<ImageSegment>(count);
        byte checksum = 0xEF;
        try
        {
            for (var i = 0; i < count; i++)
            {
                var segment = await input.TakeAsync(8, cancellationToken);
                var size = BinaryPrimitives.ReadUInt32LittleEndian(segment.AsSpan(4));
                segments.Add(new(BinaryPrimitives.ReadUInt32LittleEndian(segment), input.Position, size));
                if (input.Position + size > image.Length)
                {
                    throw new EndOfStreamException();
                }

                checksum ^= await input.XorAsync(size, cancellationToken);
            }

            // The checksum is the last byte of a line of 16.
            var tail = await input.TakeAsync((int)(16 - (input.Position % 16)), cancellationToken);
            var problems = new List<ImageProblem>();
            if (tail[^1] != checksum)
            {
                problems.Add(ImageProblem.ChecksumWrong);
            }

            string? hash = null;
            if (hashAppended)
            {
                var computed = input.HashSoFar();
                var appended = await input.TakeAsync(HashLength, cancellationToken);
                hash = Convert.ToHexStringLower(appended);
                if (!computed.AsSpan().SequenceEqual(appended))
                {
                    problems.Add(ImageProblem.HashWrong);
                }
            }

            return image with { Segments = segments, Sha256 = hash, ImageLength = input.Position, Problems = problems };
        }
        catch (EndOfStreamException)
        {
            return image with { Segments = segments, Problems = [ImageProblem.Truncated] };
        }
    }
}
