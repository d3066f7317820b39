using System.Net;
using OtaTools.Core.Configuration;
using OtaTools.Core.Device.Files;
using OtaTools.Core.Serving.Surrounding;

namespace OtaTools.Core.Updating;

/// <param name="FirmwarePath">The app image on this computer.</param>
/// <param name="Wifi">Null keeps the network that the board has.</param>
/// <param name="FirmwareUrl">Where another server offers the image; null for our own.</param>
/// <param name="Address">This computer as the board sees it; null chooses.</param>
/// <param name="EnterTimeout">For getting the board's attention.</param>
/// <param name="PublicKey">As in <see cref="BoardConfiguration"/>.</param>
/// <param name="Around">What this program runs in; null looks.</param>
/// <param name="Force">Send it in spite of what may be forced, such as being older than what runs.</param>
public sealed record UpdateRequest(
    string FirmwarePath,
    WifiNetwork? Wifi,
    Uri? FirmwareUrl,
    IPAddress? Address,
    ForeignBootPy ForeignBootPy,
    TimeSpan EnterTimeout,
    string? PublicKey = null,
    bool Force = false,
    Surroundings? Around = null);

public enum UpdateStage
{
    Inspecting,
    Connecting,
    Uploading,
    Resetting,
    Joining,
    Downloading,
    Verifying,
    Restarting,
    Proving,
}

/// <param name="Percent">Of the stage, 0 to 100, null where it cannot be told.</param>
public sealed record UpdateProgress(UpdateStage Stage, int? Percent, string Message);

public enum UpdateOutcome
{
    /// <summary>The new image runs from the other slot and proved itself.</summary>
    Updated,

    /// <summary>The board runs this image already; nothing was written.</summary>
    AlreadyRunning,
}

/// <param name="Slot">ota_0, ota_1</param>
/// <param name="Version">Such as "v1.26.0 on 2025-08-09".</param>
public sealed record RunningImage(string Slot, string Version);

/// <param name="BytesSent">By our own server, in this update.</param>
/// <param name="Resets">That the console showed.</param>
public sealed record UpdateResult(
    UpdateOutcome Outcome, string Mac, RunningImage From, RunningImage To, string Url, long BytesSent, int Resets, IReadOnlyList<FileOutcome> Files);
