namespace OtaTools.Core.Firmware.Images;

/// <summary>A full flash image: its partition table, and the app that lies where the table says.</summary>
internal static class FullFlashReader
{
    /// <summary>Where the app is in every table of MicroPython: looked at too, so that an app is found behind a damaged table.</summary>
    private const long UsualAppPlace = 0x10000;

    /// <summary>No board has more: what a table says beyond is not looked for.</summary>
    private const long LargestFlash = 128 << 20;

    public static async Task<FirmwareImage> ReadAsync(ImageInput input, long length, CancellationToken cancellationToken)
    {
        await input.FillAsync(FirmwareClassifier.HeadLength + PartitionTableReader.Length, cancellationToken);
        var (table, flashOffset) = FirmwareClassifier.FindTable(input.Window)!.Value;
        var image = ImageHeader.Read(input.Window[FirmwareClassifier.BootloaderAt(input.Window)..]).Describe(new FirmwareImage(FirmwareKind.FullFlash, length));
        var read = PartitionTableReader.Read(input.Window[table..], PartitionTableReader.Place);
        var problems = new List<ImageProblem> { ImageProblem.NotAnApp };
        if (read.Damaged)
        {
            problems.Add(ImageProblem.PartitionTableDamaged);
        }

        var (app, offset) = await FindAppAsync(input, Places(read.Table, flashOffset, length), cancellationToken);
        if (app is not { IsUsable: true })
        {
            problems.Add(ImageProblem.AppMissing);
        }

        return image with { Full = new FullFlash(flashOffset, read.Table, app, offset), Problems = problems };
    }

    /// <summary>Where in the file an app may begin, and how long it may be, from the beginning on.</summary>
    private static IEnumerable<(long Offset, long Room)> Places(PartitionTable table, long flashOffset, long length) =>
        table.Rows.Where(row => row.Type == 0)
            .Select(row => (Offset: row.Offset - flashOffset, Room: row.Size))
            .Append((Offset: UsualAppPlace - flashOffset, Room: long.MaxValue))
            .Where(place => place.Offset > 0 && place.Offset < Math.Min(length, LargestFlash))
            .DistinctBy(place => place.Offset)
            .OrderBy(place => place.Offset)
            .Select(place => (place.Offset, Math.Min(place.Room, length - place.Offset)));

    private static async Task<(FirmwareImage? App, long? Offset)> FindAppAsync(
        ImageInput input, IEnumerable<(long Offset, long Room)> places, CancellationToken cancellationToken)
    {
        foreach (var (offset, room) in places)
        {
            await input.SkipAsync(offset - input.Position, cancellationToken);
            await input.FillAsync(AppReader.DescriptorOffset + 4, cancellationToken);
            if (input.Position == offset && AppReader.Begins(input.Window))
            {
                return (await AppReader.ReadAsync(input, room, isWholeFile: false, cancellationToken), offset);
            }
        }

        return (null, null);
    }
}
