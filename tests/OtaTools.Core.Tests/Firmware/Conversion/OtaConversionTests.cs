using System.Globalization;
using OtaTools.Core.Firmware;
using OtaTools.Core.Firmware.Conversion;
using OtaTools.Core.Firmware.Images;
using OtaTools.Core.Firmware.Verdicts;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Firmware.Conversion;

public sealed class OtaConversionTests : IDisposable
{
    private const long MiB = 1024 * 1024;

    private static readonly AppImage App = new() { Segments = [5000, 300] };

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(0, 0x1000, "esptool --chip esp32 write-flash 0x1000 ")]
    [InlineData(2, 0x1000, "esptool --chip esp32s2 write-flash 0x1000 ")]
    [InlineData(9, 0, "esptool --chip esp32s3 write-flash 0x0 ")]
    [InlineData(5, 0, "esptool --chip esp32c3 write-flash 0x0 ")]
    [InlineData(13, 0, "esptool --chip esp32c6 write-flash 0x0 ")]
    [InlineData(23, 0x2000, "esptool --chip esp32c5 write-flash 0x2000 ")]
    [InlineData(18, 0x2000, "esptool --chip esp32p4 write-flash 0x2000 ")]
    public async Task The_result_is_the_same_bootloader_and_app_around_a_table_with_slots(int chip, int offset, string command)
    {
        var source = new FlashFile { App = App with { Chip = (ushort)chip }, FlashOffset = offset };
        var content = source.Build();
        var full = folder.Write("x.bin", content);

        var made = await Make(full);

        made.Path.ShouldBe(folder.PathOf("x-ota.bin"));
        var result = await File.ReadAllBytesAsync(made.Path);
        var (table, app) = (FlashFile.TableInFlash - offset, FlashFile.AppInFlash - offset);
        result[..table].ShouldBe(content[..table]);
        result[app..].ShouldBe(source.App.Build());
        result[(0xd000 - offset)..(0xf000 - offset)].ShouldAllBe(b => b == 0xFF); // otadata
        made.Commands.Write.ShouldStartWith(command);
        (made.FlashSize, made.FlashOffset, made.SlotSize, made.FileSystemSize).ShouldBe((4 * MiB, offset, 0x180000, 0xf0000));

        var image = await FirmwareFiles.InspectAsync(made.Path, CancellationToken.None);
        image.Kind.ShouldBe(FirmwareKind.FullFlash);
        var read = image.Full.ShouldNotBeNull();
        read.Table.ShouldNotBeNull().Md5Right.ShouldBe(true);
        read.Table.Rows.ShouldBe(made.Rows);
        read.AppOffset.ShouldBe(app);
        var inside = read.App.ShouldNotBeNull();
        Verdict.Of(inside, new BoardFacts("a board", chip, made.SlotSize, HasFileSystemRow: true)).Usable.ShouldBeTrue();
    }

    [Fact]
    public async Task Its_app_passes_the_gate_as_the_original_s_does()
    {
        var full = folder.Write("x.bin", new FlashFile { App = App }.Build());

        var app = await AppExtraction.ExtractAsync((await Make(full)).Path, null, CancellationToken.None);

        app.ShouldBe(folder.PathOf("x-ota.app-bin"));
        ImageGate.RequireUsable(await FirmwareFiles.InspectAsync(app, CancellationToken.None), "x");
        (await File.ReadAllBytesAsync(app)).ShouldBe(App.Build());
    }

    [Fact]
    public async Task Another_flash_size_is_in_the_header_and_its_room_in_the_table()
    {
        var full = folder.Write("x.bin", new FlashFile { App = App }.Build());

        var made = await Make(full, flashSize: 16 * MiB);

        (await File.ReadAllBytesAsync(made.Path))[..0x7000].ShouldBe(new FlashFile { App = App, SizeCode = 4 }.Build()[..0x7000]);
        made.Rows[^1].ShouldSatisfyAllConditions(row => row.Label.ShouldBe("vfs"), row => (row.Offset + row.Size).ShouldBe(16 * MiB));
        made.SlotSize.ShouldBe(0x270000);
    }

    [Fact]
    public async Task A_whole_flash_that_was_read_out_is_taken_too_and_what_it_loses_is_said()
    {
        var dump = new FlashFile { App = App, WholeFlash = 4 * (int)MiB }.Build();
        dump[0x200000] = 0; // the file system
        var full = folder.Write("dump.bin", dump);

        var made = await Make(full);

        made.FlashOffset.ShouldBe(0);
        Says(made, Severity.Warning, "outside its app");
        (await Make(folder.Write("x.bin", new FlashFile { App = App }.Build()))).Notes.ShouldNotContain(note => note.Message.Contains("outside its app"));
    }

    [Fact]
    public async Task What_matters_before_flashing_is_said()
    {
        var made = await Make(folder.Write("x.bin", new FlashFile { App = App }.Build()));
        Says(made, Severity.Warning, "erases the board");
        Says(made, Severity.Remark, "960 KiB; before it was 2,048 KiB");
        Says(made, Severity.Remark, "free for later releases");
        made.Notes.Select(note => note.Severity).ShouldBeInOrder(SortDirection.Descending);

        var tight = await Make(folder.Write("tight.bin", new FlashFile { App = new() { Segments = [1_930_000] } }.Build()));
        tight.FreePercent.ShouldBeLessThan(5);
        Says(tight, Severity.Warning, "may not fit any more");

        var old = await Make(folder.Write("old.bin", new FlashFile { App = App with { Strings = AppImage.SysVersion("v1.20.0", "2023-04-26") } }.Build()));
        Says(old, Severity.Warning, "does not go back");
    }

    [Fact]
    public async Task What_has_slots_keeps_them()
    {
        var full = folder.Write("x.bin", new FlashFile { App = App, Rows = FlashImage.OtaRows }.Build());

        var failure = await Should.ThrowAsync<OtaToolsException>(() => Make(full));

        failure.Code.ShouldBe(ErrorCode.FirmwareNotConvertible);
        failure.Message.ShouldContain("ota_0 (1,572,864 bytes), ota_1 (1,572,864 bytes)");
    }

    [Fact]
    public async Task What_cannot_be_made_is_refused_and_nothing_is_written()
    {
        var valid = new FlashFile { App = App }.Build();
        var damagedBootloader = valid.ToArray();
        damagedBootloader[0x40] ^= 1;
        var damagedTable = valid.ToArray();
        damagedTable[0x7004] ^= 1;
        (byte[] Content, string Why)[] wrong =
        [
            (App.Build(), "app image already"),
            (valid[..^40], "holds no whole app"),
            (damagedBootloader, "bootloader"),
            (damagedTable, "partition table"),
            (new FlashFile { App = App, SizeCode = 9 }.Build(), "how large the flash is"),
            (new FlashFile { App = App, SizeCode = 1 }.Build()[..^1], "holds no whole app"),
            (new FlashFile { App = new() { Segments = [1_000_000] }, SizeCode = 1 }.Build(), "It takes a board with 4MB"),
        ];
        for (var i = 0; i < wrong.Length; i++)
        {
            var failure = await Should.ThrowAsync<OtaToolsException>(() => Make(folder.Write($"{i}.bin", wrong[i].Content)));

            failure.Code.ShouldBe(ErrorCode.FirmwareNotConvertible);
            failure.Message.ShouldContain(wrong[i].Why);
            File.Exists(folder.PathOf($"{i}-ota.bin")).ShouldBeFalse();
        }

        var signed = folder.Write("signed.bin", new FlashFile { App = App, Behind = [0xE7, 2] }.Build());
        (await Should.ThrowAsync<OtaToolsException>(() => Make(signed, flashSize: 8 * MiB))).Message.ShouldContain("signed");
        (await Make(signed)).FlashSize.ShouldBe(4 * MiB);
    }

    private static async Task<OtaImage> Make(string full, long? flashSize = null)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        return await OtaConversion.MakeAsync(full, null, flashSize, overwrite: false, CancellationToken.None);
    }

    private static void Says(OtaImage made, Severity severity, string text) =>
        made.Notes.ShouldContain(note => note.Severity == severity && note.Message.Contains(text));
}
