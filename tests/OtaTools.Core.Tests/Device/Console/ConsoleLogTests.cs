using System.Globalization;
using OtaTools.Core.Device.Console;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Device.Console;

public sealed class ConsoleLogTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Every_byte_is_in_the_file()
    {
        var path = folder.PathOf("board.log");
        var bytes = new byte[3_000_000];
        new Random(1).NextBytes(bytes);
        await using (var log = ConsoleLog.Create(path, FileMode.CreateNew))
        {
            for (var at = 0; at < bytes.Length; at += 1000)
            {
                log.Add(bytes.AsMemory(at, 1000));
            }

            log.Bytes.ShouldBe(bytes.Length);
        }

        File.ReadAllBytes(path).SequenceEqual(bytes).ShouldBeTrue();
    }

    [Fact]
    public async Task A_log_can_go_on_at_the_end_of_another()
    {
        var path = folder.PathOf("board.log");
        File.WriteAllText(path, "yesterday\n");
        await using (var log = ConsoleLog.Create(path, FileMode.Append))
        {
            log.Add("today\n"u8.ToArray());
        }

        File.ReadAllText(path).ShouldBe("yesterday\ntoday\n");
    }

    [UnixFact]
    public async Task A_full_disk_ends_the_log_and_says_so_once()
    {
        var failures = new List<OtaToolsException>();
        await using var log = ConsoleLog.Create("/dev/full", FileMode.Open);
        log.Failed += failures.Add;

        log.Add(new byte[100]);
        await Deadline.UntilAsync(() => failures.Count > 0, "the log fails");
        log.Add(new byte[100]);

        var failure = failures.ShouldHaveSingleItem();
        failure.Code.ShouldBe(ErrorCode.LocalFileFailed);
        failure.Message.ShouldContain("/dev/full");
        log.Bytes.ToString(CultureInfo.InvariantCulture).ShouldBe("100", "nothing is taken any more");
    }

    [Fact]
    public void A_place_where_nothing_can_be_written_is_named()
    {
        var failure = Should.Throw<OtaToolsException>(() => ConsoleLog.Create(folder.PathOf("no such folder/x"), FileMode.Create));

        (failure.Code, failure.Message.Contains("no such folder", StringComparison.Ordinal)).ShouldBe((ErrorCode.LocalFileFailed, true));
        Should.Throw<OtaToolsException>(() => ConsoleLog.Create(folder.Root, FileMode.Create)).Code.ShouldBe(ErrorCode.LocalFileFailed);
    }
}
