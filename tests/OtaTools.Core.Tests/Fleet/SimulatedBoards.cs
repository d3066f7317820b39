using OtaTools.Core.Fleet;
using OtaTools.Core.Fleet.Rollouts;
using OtaTools.Core.Fleet.Storage;
using OtaTools.Core.Serving;

namespace OtaTools.Core.Tests.Fleet;

/// <summary>Boards as the server knows them, and rollouts to them.</summary>
internal static class SimulatedBoards
{
    public const string Old = "0123456789abcdef", New = "fedcba9876543210", ImagePath = "/OTA/x.app-bin";

    public static readonly DateTimeOffset Start = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public static BoardOffer Offer { get; } = new(ImagePath, New, "v1.26.0");

    public static string MacOf(int number) => $"24:0a:c4:{number >> 16 & 255:x2}:{number >> 8 & 255:x2}:{number & 255:x2}";

    public static Board Before(int number) => new(
        MacOf(number), MacOf(number), "192.168.1.30", Start, "v1.25.0", "ota_0", Board.Valid, Old, "0.1.0", Offer, null, null);

    public static Board OnTrial(int number) => Before(number) with { Version = "v1.26.0", Slot = "ota_1", State = Board.OnTrial, Image = New };

    public static Board Updated(int number) => OnTrial(number) with { State = Board.Valid, Outcome = new(BoardResult.Updated, New, "v1.26.0", null) };

    public static Board Failed(int number, BoardResult result = BoardResult.RolledBack, string? reason = "no network") =>
        Before(number) with { Outcome = new(result, New, "v1.26.0", reason) };

    public static Rollout Rollout(int first, string stopAfter = RolloutPlan.DefaultStopAfter) => new(
        new OrderedRollout(new RolloutPlan("1", ImagePath, New, "v1.26.0", Start, first, Amount.Parse(stopAfter)!.Value, TimeSpan.FromMinutes(RolloutPlan.DefaultPatience))),
        RolloutProgress.Begun(Start));
}
