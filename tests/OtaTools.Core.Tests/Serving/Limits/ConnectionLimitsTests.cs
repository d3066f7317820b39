using System.Net;
using OtaTools.Core.Serving.Limits;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Serving.Limits;

public class ConnectionLimitsTests
{
    private static readonly IPAddress One = IPAddress.Parse("192.168.1.2"), Other = IPAddress.Parse("192.168.1.3");

    [Fact]
    public void One_address_has_three_quarters_and_leaves_the_rest_to_others()
    {
        var limits = new ConnectionLimits(8);

        Enumerable.Range(0, 8).Count(_ => limits.Enter(One)).ShouldBe(6);
        Enumerable.Range(0, 8).Count(_ => limits.Enter(Other)).ShouldBe(2);
    }

    [Fact]
    public void Who_leaves_makes_room()
    {
        var limits = new ConnectionLimits(4);
        while (limits.Enter(One))
        {
        }

        limits.Leave(One);

        limits.Enter(One).ShouldBeTrue();
        limits.Enter(One).ShouldBeFalse();
    }

    [LinuxFact]
    public void The_limit_of_open_files_is_the_one_that_the_system_tells()
    {
        var told = File.ReadLines("/proc/self/limits").First(line => line.StartsWith("Max open files", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[3];

        OpenFileLimit.Value.ToString(null, null).ShouldBe(told);
    }
}
