namespace OtaTools.Core.Serving;

/// <summary>The boards of a folder for as long as one server serves it: what they told, and who may have what. Ends with its server.</summary>
public interface IServedFleet : IBoardPolicy, IAsyncDisposable
{
    BoardRegister Boards { get; }

    /// <summary>A person wants this board to have this image, whatever else was decided.</summary>
    /// <param name="image">Its identity: 16 hexadecimal digits.</param>
    Task OrderAsync(string mac, string image, CancellationToken cancellationToken);
}
