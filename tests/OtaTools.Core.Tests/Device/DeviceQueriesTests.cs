using OtaTools.Core.Device;
using OtaTools.Core.Firmware.Verdicts;
using OtaTools.Core.Tests.Device.RawRepl;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Device;

public class DeviceQueriesTests
{
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(15);

    [Theory]
    [InlineData("not JSON at all")]
    [InlineData("null")]
    [InlineData("[]")]
    public async Task A_board_that_answers_something_else_is_told_with_its_answer(string answer)
    {
        var (session, _) = FakeTransport.Open(new FakeBoard { Run = _ => (answer + "\r\n", "") });
        await using var closing = session;

        var failure = await Should.ThrowAsync<OtaToolsException>(() => session.GetInfoAsync(Enough, CancellationToken.None).Soon());

        failure.Code.ShouldBe(ErrorCode.DeviceProtocol);
        failure.Message.ShouldContain(answer);
    }

    [Fact]
    public async Task A_traceback_is_a_failure_of_the_board()
    {
        var (session, _) = FakeTransport.Open(new FakeBoard { Run = _ => ("", "Traceback (most recent call last):\r\nImportError: no module named 'esp32'\r\n") });
        await using var closing = session;

        var failure = await Should.ThrowAsync<OtaToolsException>(() => session.GetInfoAsync(Enough, CancellationToken.None).Soon());

        (failure.Code, failure.Message.Contains("no module named 'esp32'", StringComparison.Ordinal)).ShouldBe((ErrorCode.DevicePython, true));
    }

    [Theory]
    [InlineData("v1.26.0 on 2025-08-09", "v1.26.0", "2025-08-09")]
    [InlineData("custom", "custom", null)]
    public void What_decides_about_images_is_taken_out(string told, string version, string? date)
    {
        var info = new DeviceInfo("", told, "machine", null, 9, 0, [new("ota_0", 5)], null, null, null, null, null) { ChipRevision = 2, AppElfSha256 = "ab", FileSystemRow = true };

        info.ToFacts().ShouldBe(new BoardFacts("machine", 9, 5, 2, version, date, "ab", true));
    }

    [Fact]
    public void The_smallest_slot_counts()
    {
        var info = new DeviceInfo("", "", "", null, null, 0, Slots: [new("ota_0", 5), new("ota_1", 4)], null, null, null, null, null);

        info.SlotSize.ShouldBe(4);
        (info with { Slots = [] }).SlotSize.ShouldBeNull();
    }
}
