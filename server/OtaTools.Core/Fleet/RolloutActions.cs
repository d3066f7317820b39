using System.Security.Cryptography;
using OtaTools.Core.Firmware;
using OtaTools.Core.Firmware.Catalog;
using OtaTools.Core.Fleet.Rollouts;
using OtaTools.Core.Fleet.Storage;

namespace OtaTools.Core.Fleet;

/// <summary>What a person does to rollouts of a folder.</summary>
public sealed class RolloutActions(BoardFleet fleet)
{
    private const double LeastPatience = 1, MostPatience = 7 * 24 * 60;

    /// <param name="firmware">A file below the root.</param>
    /// <param name="first">5, or 10% of the known boards that are outdated.</param>
    /// <param name="stopAfter">2, or 5% of the boards that got it.</param>
    /// <param name="patience">Minutes.</param>
    /// <exception cref="OtaToolsException">The file is none that is served, an amount is wrong, or the state cannot be written.</exception>
    public async Task<RolloutState> StartAsync(string firmware, string first, string stopAfter, double patience, CancellationToken cancellationToken)
    {
        var path = Uri.UnescapeDataString(new FirmwareFolder(fleet.Root).RequireUrlPathOf(firmware));
        ImageGate.RequireUsable(await FirmwareFiles.InspectAsync(firmware, cancellationToken), Path.GetFileName(firmware));
        var image = await fleet.ImageAtAsync(path, cancellationToken)
            ?? throw new OtaToolsException(ErrorCode.FirmwareUnreadable, Strings.FileOutside(firmware, fleet.Root));
        var size = AmountOf(first);
        if (!(patience is >= LeastPatience and <= MostPatience))
        {
            throw new OtaToolsException(ErrorCode.RolloutInvalid, Strings.RolloutPatienceInvalid(LeastPatience, MostPatience));
        }

        var outdated = size.IsPercent
            ? (await fleet.ViewAsync(_ => null, cancellationToken)).Boards.Count(board => board.IsOutdated && board.Offered!.Image == image.Image)
            : 0;
        var plan = new RolloutPlan(
            Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4)),
            path,
            image.Image,
            image.Version,
            fleet.Now,
            size.Of(outdated),
            AmountOf(stopAfter),
            TimeSpan.FromMinutes(patience));
        await fleet.ChangeAsync(said => said.Start(plan), cancellationToken);
        return await StateAsync(plan.Id, cancellationToken);
    }

    /// <exception cref="OtaToolsException">There is no such rollout, it is over, or the state cannot be written.</exception>
    public Task<RolloutState> PauseAsync(string rollout, CancellationToken cancellationToken) =>
        ChangeAsync(rollout, known => known with { IsPaused = true }, cancellationToken);

    /// <inheritdoc cref="PauseAsync"/>
    public Task<RolloutState> ResumeAsync(string rollout, CancellationToken cancellationToken) =>
        ChangeAsync(rollout, known => known with { IsPaused = false }, cancellationToken);

    /// <inheritdoc cref="PauseAsync"/>
    public Task<RolloutState> StopAsync(string rollout, CancellationToken cancellationToken) =>
        ChangeAsync(rollout, known => known with { IsStopped = true }, cancellationToken);

    private async Task<RolloutState> ChangeAsync(string rollout, Func<OrderedRollout, OrderedRollout> change, CancellationToken cancellationToken)
    {
        var state = await StateAsync(rollout, cancellationToken);
        if (state.Stage == RolloutStage.Stopped)
        {
            throw new OtaToolsException(ErrorCode.RolloutInvalid, Strings.RolloutIsOver(state.Summary));
        }

        await fleet.ChangeAsync(said => said.Change(rollout, change), cancellationToken);
        return await StateAsync(rollout, cancellationToken);
    }

    private async Task<RolloutState> StateAsync(string rollout, CancellationToken cancellationToken) =>
        (await fleet.ViewAsync(_ => null, cancellationToken)).Rollouts.FirstOrDefault(one => one.Id == rollout)
        ?? throw new OtaToolsException(ErrorCode.RolloutUnknown, Strings.RolloutUnknown());

    private static Amount AmountOf(string text) =>
        Amount.Parse(text) ?? throw new OtaToolsException(ErrorCode.RolloutInvalid, Strings.RolloutAmountInvalid(Serving.ForeignText.Printable(text, 32)));
}
