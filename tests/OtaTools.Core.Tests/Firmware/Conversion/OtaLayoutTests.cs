using FsCheck;
using FsCheck.Fluent;
using OtaTools.Core.Firmware.Conversion;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Firmware.Conversion;

public class OtaLayoutTests
{
    private const long MiB = 1024 * 1024;
    private const int Table = FlashFile.TableInFlash;

    [Fact]
    public void Four_megabytes_are_divided_as_MicroPython_divides_them()
    {
        var layout = OtaLayout.For(4 * MiB, Table, 1_361_000).ShouldNotBeNull();

        layout.Rows.Select(row => (row.Label, row.Type, row.Subtype, row.Offset, row.Size)).ShouldBe(
        [
            ("nvs", 1, 2, 0x9000L, 0x4000L),
            ("otadata", 1, 0, 0xd000L, 0x2000L),
            ("phy_init", 1, 1, 0xf000L, 0x1000L),
            ("ota_0", 0, 0x10, 0x10000L, 0x180000L),
            ("ota_1", 0, 0x11, 0x190000L, 0x180000L),
            ("vfs", 1, 0x81, 0x310000L, 0xf0000L),
        ]);
    }

    [Theory]
    [InlineData(4, 1_669_920, 0x1D0000)] // ESP32_GENERIC_S3 v1.26.1: more than the usual slot, with room to grow
    [InlineData(4, 1_813_216, 0x1D0000)] // ESP32_GENERIC_C6: as much as the file system can spare
    [InlineData(4, 1_940_000, 0x1E0000)] // no room to grow at all
    [InlineData(8, 1_669_920, 0x270000)]
    [InlineData(16, 1_669_920, 0x270000)]
    [InlineData(16, 2_600_000, 0x2D0000)]
    public void Slots_are_as_large_as_the_app_needs(int mebibytes, long app, long slot) => OtaLayout.For(mebibytes * MiB, Table, app).ShouldNotBeNull().SlotSize.ShouldBe(slot);

    [Theory]
    [InlineData(4, 2_024_432)]
    [InlineData(2, 1_494_224)]
    [InlineData(4, 0)]
    public void What_does_not_go_in_twice_with_a_file_system_is_refused(int mebibytes, long app) => OtaLayout.For(mebibytes * MiB, Table, app).ShouldBeNull();

    [Fact]
    public void Every_layout_is_in_order_aligned_without_overlap_and_within_the_flash()
    {
        var cases =
            from flash in Gen.Elements(1L, 2, 4, 8, 16, 32, 64, 128)
            from table in Gen.Elements(0x8000, 0x9000, 0x10000)
            from app in Gen.OneOf(Gen.Choose(1, 3 * (int)MiB), Gen.Choose(1, 100 * (int)MiB), Gen.Elements(0x180000, 0x180001, 0x1E0000, 0x1E0001))
            select (Flash: flash * MiB, Table: (long)table, App: (long)app);

        Prop.ForAll(cases.ToArbitrary(), input =>
        {
            var (flash, table, app) = input;
            if (OtaLayout.For(flash, table, app) is not { } layout)
            {
                OtaLayout.FlashNeeded(table, app).ShouldBeGreaterThan(flash);
                return;
            }

            OtaLayout.FlashNeeded(table, app).ShouldBeLessThanOrEqualTo(flash);
            var end = table + OtaLayout.TableLength;
            foreach (var row in layout.Rows)
            {
                row.Offset.ShouldBeGreaterThanOrEqualTo(end);
                (row.Offset % (row.Type == 0 ? OtaLayout.Alignment : 0x1000)).ShouldBe(0);
                (row.Size % 0x1000).ShouldBe(0);
                row.Size.ShouldBePositive();
                end = row.Offset + row.Size;
            }

            end.ShouldBe(flash);
            var slots = layout.Rows.Where(row => row.IsOtaSlot).ToArray();
            slots.Select(slot => slot.Size).ShouldBe([layout.SlotSize, layout.SlotSize]);
            slots[0].Offset.ShouldBe(layout.SlotOffset);
            layout.SlotSize.ShouldBeGreaterThanOrEqualTo(app);
            layout.FileSystemSize.ShouldBeGreaterThanOrEqualTo(OtaLayout.LeastFileSystem);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Fact]
    public void The_smallest_file_system_holds_the_device_scripts_and_more()
    {
        const int block = 4096;
        var scripts = Directory.GetFiles(Path.Combine(Repository.Server, "device"), "*.py").Sum(file => (new FileInfo(file).Length + block - 1) / block * block);

        OtaLayout.LeastFileSystem.ShouldBeGreaterThan(scripts + (64 * 1024));
    }
}
