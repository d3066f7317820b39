using System.Buffers.Binary;

namespace OtaTools.Core.Firmware.Images;

/// <summary>An app image from where the input stands: follows its segments to its own end, and checks the checksum and the SHA-256 on the way.</summary>
internal static class AppReader
{
    public const int DescriptorOffset = 0x20;
    private const uint DescriptorMagic = 0xABCD5432;
    private const int SegmentHeaderLength = 8, ChecksumLine = 16, HashLength = 32;

    /// <summary>verify_segment_header() of ESP-IDF's esp_image_format.c.</summary>
    private const long SegmentLimit = 16 << 20;

    /// <summary>No chip maps more flash than that.</summary>
    private const long Longest = 32 << 20;

    public static bool Begins(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= DescriptorOffset + 4
        && bytes[0] == EspImageReader.Magic
        && BinaryPrimitives.ReadUInt32LittleEndian(bytes[DescriptorOffset..]) == DescriptorMagic;

    /// <param name="room">Bytes that it may have: up to the end of the file, or of its partition.</param>
    /// <param name="isWholeFile">Nothing but a signature is expected behind it; else it is part of a flash image.</param>
    public static async Task<FirmwareImage> ReadAsync(ImageInput input, long room, bool isWholeFile, CancellationToken cancellationToken)
    {
        await input.FillAsync(ImageInput.Ahead, cancellationToken);
        var header = ImageHeader.Read(input.Window);
        var image = Describe(new FirmwareImage(FirmwareKind.App, room), header, input.Window[..(int)Math.Min(room, Math.Min(ImageInput.Ahead, input.Window.Length))]);
        if (!header.IsPossible)
        {
            return image with { Problems = [ImageProblem.HeaderDamaged] };
        }

        var segments = new List<ImageSegment>(header.Segments);
        try
        {
            return await FollowAsync(image, header, segments, input, isWholeFile, cancellationToken);
        }
        catch (EndOfStreamException)
        {
            return image with { Segments = segments, Problems = [ImageProblem.Truncated] };
        }
    }

    private static FirmwareImage Describe(FirmwareImage image, ImageHeader header, ReadOnlySpan<byte> head)
    {
        var descriptor = AppDescriptor.Read(head[Math.Min(DescriptorOffset, head.Length)..]);
        return header.Describe(image) with
        {
            IdfVersion = descriptor.IdfVersion,
            AppElfSha256 = descriptor.AppElfSha256,
            MicroPython = MicroPythonStrings.Find(head),
        };
    }

    private static async Task<FirmwareImage> FollowAsync(
        FirmwareImage image, ImageHeader header, List<ImageSegment> segments, ImageInput input, bool isWholeFile, CancellationToken cancellationToken)
    {
        var begin = input.Position;
        var python = image.MicroPython;
        var hinted = false;
        // Builds with much frozen data may have the strings further on.
        ImageInput.SpanAction? look = python is null ? Look : null;
        byte checksum = 0xEF;
        input.BeginHash();
        await input.TakeAsync(ImageHeader.Length, cancellationToken);
        for (var i = 0; i < header.Segments; i++)
        {
            var segment = await input.TakeAsync(SegmentHeaderLength, cancellationToken);
            var size = BinaryPrimitives.ReadUInt32LittleEndian(segment.AsSpan(4));
            segments.Add(new(BinaryPrimitives.ReadUInt32LittleEndian(segment), input.Position - begin, size));
            if (input.Position - begin + size > image.Length)
            {
                throw new EndOfStreamException();
            }

            if (size % 4 != 0 || size >= SegmentLimit || input.Position - begin + size > Longest)
            {
                // The bootloader refuses it by its header, or no chip could map it: gigabytes are not read to find out more.
                return image with { MicroPython = python, Segments = segments, Problems = [ImageProblem.HeaderDamaged] };
            }

            checksum ^= await input.XorAsync(size, look, MicroPythonStrings.Longest, cancellationToken);
        }

        // The checksum is the last byte of a line of 16.
        var tail = await input.TakeAsync((int)(ChecksumLine - ((input.Position - begin) % ChecksumLine)), cancellationToken);
        var problems = new List<ImageProblem>();
        if (tail[^1] != checksum)
        {
            problems.Add(ImageProblem.ChecksumWrong);
        }

        string? hash = null;
        if (header.HashAppended)
        {
            var computed = input.HashSoFar();
            var appended = await input.TakeAsync(HashLength, cancellationToken);
            hash = Convert.ToHexStringLower(appended);
            if (!computed.AsSpan().SequenceEqual(appended))
            {
                problems.Add(ImageProblem.HashWrong);
            }
        }

        var length = input.Position - begin;
        if (length > image.Length)
        {
            throw new EndOfStreamException();
        }

        if (isWholeFile && !header.HashAppended && length != image.Length)
        {
            problems.Add(ImageProblem.HashMissing);
        }

        var end = image with
        {
            MicroPython = python,
            HasUnknownMicroPython = python is null && hinted,
            Segments = segments,
            Sha256 = hash,
            ImageLength = length,
            Problems = problems,
        };
        return isWholeFile ? end with { Signature = await SignatureMarks.FindAsync(input, length, image.Length - length, cancellationToken) } : end with { Length = length };

        void Look(ReadOnlySpan<byte> bytes)
        {
            python ??= MicroPythonStrings.Find(bytes);
            hinted |= python is null && MicroPythonStrings.AreHinted(bytes);
        }
    }
}
