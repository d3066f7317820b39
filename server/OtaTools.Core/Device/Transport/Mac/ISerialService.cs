namespace OtaTools.Core.Device.Transport.Mac;

/// <summary>A serial port in IOKit's registry: its properties, and those of the devices that it belongs to.</summary>
internal interface ISerialService
{
    string? Text(string property);

    int? Number(string property);
}
