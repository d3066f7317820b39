using System.Net;
using OtaTools.Core.Serving.Limits;

namespace OtaTools.Core.Tests.Serving.Limits;

public class RequestBudgetTests
{
    private static readonly IPAddress Router = IPAddress.Parse("192.168.1.2");
    private readonly ManualClock clock = new();

    [Fact]
    public void A_thousand_boards_behind_one_router_pass_with_a_dozen_requests_each()
    {
        var budget = new RequestBudget(clock);

        for (var request = 0; request < 12_000; request++)
        {
            budget.Take(Router).ShouldBe(TimeSpan.Zero);
        }
    }

    [Fact]
    public void Who_never_waits_is_told_for_how_long_and_passes_after_it()
    {
        var budget = new RequestBudget(clock, burst: 5, perSecond: 10);
        for (var request = 0; request < 5; request++)
        {
            budget.Take(Router).ShouldBe(TimeSpan.Zero);
        }

        var wait = budget.Take(Router);
        wait.ShouldBe(TimeSpan.FromMilliseconds(100));
        clock.Pass(wait);

        budget.Take(Router).ShouldBe(TimeSpan.Zero);
        budget.Take(Router).ShouldBeGreaterThan(TimeSpan.Zero);
    }

    [Fact]
    public void One_address_costs_no_other_anything()
    {
        var budget = new RequestBudget(clock, burst: 1, perSecond: 1);
        budget.Take(Router);

        budget.Take(Router).ShouldBeGreaterThan(TimeSpan.Zero);
        budget.Take(IPAddress.Loopback).ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void Invented_addresses_do_not_pile_up()
    {
        var budget = new RequestBudget(clock, burst: 1, perSecond: 1);
        for (var number = 0; number < 10_000; number++)
        {
            budget.Take(new IPAddress(number)).ShouldBe(TimeSpan.Zero);
        }

        budget.Known.ShouldBeLessThanOrEqualTo(4096);
    }
}
