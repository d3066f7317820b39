using System.Net;
using System.Security.Cryptography;
using OtaTools.Core.Serving;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Serving;

public class FirmwareHostTests
{
    [Fact]
    public async Task A_port_that_is_taken_is_named()
    {
        await using var served = await ServedFolder.StartAsync();

        var failure = await Should.ThrowAsync<OtaToolsException>(() => FirmwareHost.StartAsync(served.Root, served.Host.Port, true, CancellationToken.None));

        failure.Code.ShouldBe(ErrorCode.PortInUse);
        failure.Message.ShouldContain(served.Host.Port.ToString(null, null));
    }

    [Fact]
    public async Task A_folder_that_is_missing_is_named()
    {
        var failure = await Should.ThrowAsync<OtaToolsException>(() => FirmwareHost.StartAsync("/no/such/folder", 0, true, CancellationToken.None));

        failure.Code.ShouldBe(ErrorCode.ServeFolderMissing);
    }

    [Fact]
    public async Task The_port_is_free_again_when_the_server_has_stopped()
    {
        int port;
        await using (var first = await ServedFolder.StartAsync())
        {
            port = first.Host.Port;
        }

        using var folder = new TemporaryFolder();
        await using var second = await FirmwareHost.StartAsync(folder.Root, port, true, CancellationToken.None).Soon();
        second.Port.ShouldBe(port);
    }

    [Fact]
    public async Task The_URL_of_a_file_names_the_real_port()
    {
        await using var served = await ServedFolder.StartAsync();

        served.Host.UrlOf(Path.Combine(served.Root, "OTA", "x y.app-bin"), IPAddress.Parse("192.168.1.20")).AbsoluteUri
            .ShouldBe($"http://192.168.1.20:{served.Host.Port}/OTA/x%20y.app-bin");
    }

    [Fact]
    public async Task A_file_outside_the_folder_has_no_URL()
    {
        await using var served = await ServedFolder.StartAsync();

        Should.Throw<OtaToolsException>(() => served.Host.UrlOf("/etc/passwd", IPAddress.Loopback)).Code.ShouldBe(ErrorCode.FirmwareUnreadable);
    }

    [Fact]
    public async Task Fifty_boards_at_once_all_get_the_same_bytes()
    {
        await using var served = await ServedFolder.StartAsync(imageLength: 300_000);
        var hash = SHA256.HashData(served.Image);

        var downloads = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => served.Client.GetByteArrayAsync(ServedFolder.ImagePath))).Soon();

        downloads.ShouldAllBe(bytes => SHA256.HashData(bytes).SequenceEqual(hash));
        await Deadline.UntilAsync(() => served.Host.Transfers.Running.Count == 0, "no transfer is left");
        served.Reports.Count(t => t.State == TransferState.Done).ShouldBe(50);
    }
}
