namespace OtaTools.Core.Firmware.Images;

/// <summary>
/// Reads a firmware file once, from its beginning, in bounded memory, and says what it is.
/// Formats: esp_app_format.h and esp_app_desc.h of ESP-IDF; "App Image Format" and "Partition Tables" of its documentation.
/// </summary>
public static class EspImageReader
{
    internal const byte Magic = 0xE9;

    /// <param name="length">The length that the file system tells.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static async Task<FirmwareImage> ReadAsync(Stream file, long length, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var input = new ImageInput(file);
        await input.FillAsync(FirmwareClassifier.HeadLength, cancellationToken);
        var kind = FirmwareClassifier.Classify(input.Window);
        return kind switch
        {
            FirmwareKind.App => await AppReader.ReadAsync(input, length, isWholeFile: true, cancellationToken),
            FirmwareKind.FullFlash => await FullFlashReader.ReadAsync(input, length, cancellationToken),
            _ => Describe(new FirmwareImage(kind, length) { Problems = [ImageProblem.NotAnApp] }, input.Window),
        };
    }

    /// <summary>What the beginning of a file that is no app tells of it.</summary>
    private static FirmwareImage Describe(FirmwareImage image, ReadOnlySpan<byte> head) => image.Kind switch
    {
        FirmwareKind.Bootloader when head.Length >= ImageHeader.Length => ImageHeader.Read(head).Describe(image),
        FirmwareKind.PartitionTable => image with { Table = PartitionTableReader.Read(head, offset: 0).Table },
        FirmwareKind.Uf2 => ChipMarks.OfUf2(head) is var (id, name) ? image with { ChipId = id, Chip = name } : image,
        FirmwareKind.Elf => image with { Chip = ChipMarks.OfElf(head) },
        _ => image,
    };
}
