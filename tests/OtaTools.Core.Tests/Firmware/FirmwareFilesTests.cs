using OtaTools.Core.Firmware;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Firmware;

public class FirmwareFilesTests
{
    [Fact]
    public async Task A_file_is_inspected()
    {
        using var folder = new TemporaryFolder();

        var image = await FirmwareFiles.InspectAsync(folder.Write("firmware ü.app-bin", AppImage.Small.Build()), CancellationToken.None);

        image.IsUsable.ShouldBeTrue();
    }

    [Theory]
    [InlineData("missing.bin")]
    [InlineData("missing/folder/x.bin")]
    [InlineData("")]
    [InlineData("nul\0l")]
    public async Task What_cannot_be_read_is_named(string name)
    {
        using var folder = new TemporaryFolder();
        var path = name.Length == 0 ? folder.Root : folder.PathOf(name);

        var failure = await Should.ThrowAsync<OtaToolsException>(() => FirmwareFiles.InspectAsync(path, CancellationToken.None));

        failure.Code.ShouldBe(ErrorCode.FirmwareUnreadable);
        failure.Message.ShouldContain(path);
    }
}
