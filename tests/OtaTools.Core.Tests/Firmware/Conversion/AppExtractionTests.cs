using OtaTools.Core.Firmware.Conversion;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Firmware.Conversion;

public sealed class AppExtractionTests : IDisposable
{
    private static readonly AppImage App = new() { Segments = [5000, 300] };

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("ESP32_GENERIC-20250911-v1.26.1.bin", "ESP32_GENERIC-20250911-v1.26.1.app-bin")]
    [InlineData("X.BIN", "X.app-bin")]
    [InlineData("firmware", "firmware.app-bin")]
    public void The_app_is_called_as_MicroPython_calls_it(string full, string app) => AppExtraction.DefaultPathOf(full).ShouldBe(app);

    [Fact]
    public async Task The_app_comes_out_byte_for_byte_and_nothing_else_is_left()
    {
        var full = folder.Write("x.bin", new FlashFile { App = App }.Build());

        var path = await AppExtraction.ExtractAsync(full, null, CancellationToken.None);

        path.ShouldBe(folder.PathOf("x.app-bin"));
        (await File.ReadAllBytesAsync(path)).ShouldBe(App.Build());
        Directory.GetFiles(folder.Root).Length.ShouldBe(2);
    }

    [Fact]
    public async Task It_is_found_in_a_whole_flash_too()
    {
        var full = folder.Write("dump.bin", new FlashFile { App = App, WholeFlash = 0x400000 }.Build());

        (await File.ReadAllBytesAsync(await AppExtraction.ExtractAsync(full, null, CancellationToken.None))).ShouldBe(App.Build());
    }

    [Fact]
    public async Task What_is_there_already_is_said_and_what_differs_is_kept()
    {
        var full = folder.Write("x.bin", new FlashFile { App = App }.Build());
        await AppExtraction.ExtractAsync(full, null, CancellationToken.None);

        (await Extract(full)).Existed.ShouldBeTrue();

        folder.Write("x.app-bin", [1, 2, 3]);
        (await Should.ThrowAsync<OtaToolsException>(() => Extract(full))).Code.ShouldBe(ErrorCode.FirmwareFileExists);
        (await File.ReadAllBytesAsync(folder.PathOf("x.app-bin"))).ShouldBe([1, 2, 3]);
        (await Extract(full, overwrite: true)).Existed.ShouldBeFalse();
        (await File.ReadAllBytesAsync(folder.PathOf("x.app-bin"))).ShouldBe(App.Build());
    }

    [Fact]
    public async Task The_file_that_is_read_is_never_written()
    {
        var content = new FlashFile { App = App }.Build();
        var full = folder.Write("x.bin", content);

        foreach (var output in (string[])[full, Path.Combine(folder.Root, ".", "x.bin")])
        {
            (await Should.ThrowAsync<OtaToolsException>(() => AppExtraction.ExtractAsync(full, output, overwrite: true, CancellationToken.None))).Code.ShouldBe(ErrorCode.FirmwareNotWritten);
        }

        (await File.ReadAllBytesAsync(full)).ShouldBe(content);
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_is_told()
    {
        var full = folder.Write("x.bin", new FlashFile { App = App }.Build());

        foreach (var output in (string[])[folder.Root, Path.Combine(full, "below.app-bin")])
        {
            (await Should.ThrowAsync<OtaToolsException>(() => AppExtraction.ExtractAsync(full, output, CancellationToken.None))).Code.ShouldBe(ErrorCode.FirmwareNotWritten);
        }
    }

    [Fact]
    public async Task What_holds_no_whole_app_gives_none()
    {
        var valid = new FlashFile { App = App }.Build();
        byte[][] wrong = [App.Build(), [.. "<html>"u8], [], valid[..^40], valid[..0x9000], [.. valid[..^100], .. new byte[100]]];
        for (var i = 0; i < wrong.Length; i++)
        {
            var file = folder.Write($"{i}.bin", wrong[i]);

            (await Should.ThrowAsync<OtaToolsException>(() => Extract(file))).Code.ShouldBe(ErrorCode.FirmwareNotConvertible, $"file {i}");
            File.Exists(folder.PathOf($"{i}.app-bin")).ShouldBeFalse();
        }

        (await Should.ThrowAsync<OtaToolsException>(() => Extract(folder.PathOf("none.bin")))).Code.ShouldBe(ErrorCode.FirmwareUnreadable);
    }

    private static Task<ExtractedApp> Extract(string full, bool overwrite = false) => AppExtraction.ExtractAsync(full, null, overwrite, CancellationToken.None);
}
